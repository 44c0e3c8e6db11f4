/**
 * Claims: how the model stands to what others have published (the report card, four test types apart), where sources
 * rival each other over one number and which of them a scenario uses, and statements that cannot both hold.
 * Tested in test/dom/claims-view.test.tsx.
 */
import { HTMLSelect } from '@blueprintjs/core';
import { useDocument, useServices, useTexts } from '../services.ts';
import { letterAt } from '../state/document.ts';
import { useStore } from '../state/store.ts';
import { useLongAnswer } from '../study/use-long-answer.ts';
import { useScenarioTitle } from '../words/scenario-title.ts';
import { ClaimList, ReportCard } from './claims-report.tsx';
import { Contradictions } from './contradictions.tsx';
import { LongState } from './long-state.tsx';
import { pairOf } from './pair-select.tsx';
import { RivalClaims } from './rival-claims.tsx';

const NOTHING_ASKED = {};

export function ClaimsView() {
  const { session } = useServices();
  const { t } = useTexts();
  const titleOf = useScenarioTitle();
  const columns = useDocument((state) => state.columns);
  const referenceKey = useDocument((state) => state.reference);
  const focusLetter = useStore(session, (state) => state.focus.columnLetter);
  const focused = columns.find((_, index) => letterAt(index) === focusLetter);
  const { subject } = pairOf(columns, referenceKey, focusLetter);
  const column = focused ?? subject?.column;
  const report = useLongAnswer('claims', NOTHING_ASKED);
  return (
    <main className="claims explain" data-region="claims" tabIndex={-1}>
      <div className="explain-head">
        <span>{t('claims.whatUses')}</span>
        <HTMLSelect
          aria-label={t('explain.subject')}
          value={column?.key ?? ''}
          options={columns.map(({ key, document: { scenario } }, index) => ({
            value: key,
            label: `${letterAt(index)}  ${titleOf(scenario.title)}`,
          }))}
          onChange={(event) => {
            const index = columns.findIndex(({ key }) => key === event.currentTarget.value);
            session.set((current) => ({ ...current, focus: { columnLetter: letterAt(index), pinned: true } }));
          }}
        />
        <span>{t('claims.restsOn')}</span>
      </div>
      <div className="claims-body">
        <section className="claims-part">
          <LongState state={report}>
            {(answer) => (
              <>
                <ReportCard report={answer} />
                <ClaimList report={answer} />
              </>
            )}
          </LongState>
        </section>
        {column && (
          <section className="claims-part">
            <RivalClaims key={column.key} column={column} />
            <Contradictions scenario={column.document.scenario} />
          </section>
        )}
      </div>
    </main>
  );
}
