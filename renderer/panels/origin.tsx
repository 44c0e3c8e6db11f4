/**
 * Where a number comes from: the sum of an itinerary by its legs and stops; or one leg with formula, inputs, sources,
 * confidence, and the measures that changed it. Opens beside the number; Esc or a click outside returns to it.
 * Tested in test/dom/answer.test.tsx.
 */
import { Button, ButtonGroup } from '@blueprintjs/core';
import { ArrowLeft, Cross } from '@blueprintjs/icons';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Itinerary, Range } from '../../shared/engine/types.ts';
import { digitsFor, formatNumber } from '../../shared/text/numbers.ts';
import { legName } from '../charts/leg-words.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import type { OriginQuestion } from '../state/session.ts';
import { useStore } from '../state/store.ts';
import { marketName } from '../study/market-question.ts';
import { Badge } from './parts.tsx';
import { LegOrigin } from './leg-origin.tsx';

const MARGIN_PX = 12;

/** Below the number where there is room, else above; never outside the window. */
function placeBeside(anchor: OriginQuestion['anchor'], widthPx: number, heightPx: number) {
  const left = Math.min(Math.max(MARGIN_PX, anchor.left), window.innerWidth - widthPx - MARGIN_PX);
  const below = anchor.bottom + 6;
  const fits = below + heightPx + MARGIN_PX <= window.innerHeight;
  const top = fits
    ? below
    : Math.max(MARGIN_PX, Math.min(anchor.top - heightPx - 6, window.innerHeight - heightPx - MARGIN_PX));
  return { left, top };
}

interface SumProps {
  readonly main: Itinerary;
  readonly metric: OriginQuestion['metric'];
  readonly onLeg: (legIndex: number) => void;
}

/** The legs and stops that the total is the sum of. */
function Sum({ main, metric, onLeg }: SumProps) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const words = { dataset, t, language };
  const format = (value: number) => formatNumber(language, value, 1);
  return (
    <table className="origin-table">
      <thead>
        <tr>
          <th scope="col">{t('explain.part')}</th>
          <th scope="col" className="number">
            {t('explain.hours')}
          </th>
          <th scope="col" className="number">
            {t('explain.money')}
          </th>
        </tr>
      </thead>
      <tbody>
        {main.legs.map((leg, index) => (
          <tr key={index}>
            <td>
              <button type="button" className="link-button" onClick={() => onLeg(index)}>
                {legName(words, leg)}
              </button>
            </td>
            <td className="number">{metric === 'hours' ? <b>{format(leg.hours)}</b> : format(leg.hours)}</td>
            <td className="number">
              {metric === 'money' ? <b>{format(leg.usdPerTonne)}</b> : format(leg.usdPerTonne)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Origin() {
  const { session } = useServices();
  const question = useStore(session, (state) => state.origin);
  if (!question) return null;
  return (
    <OriginPopover
      key={`${question.letter} ${question.metric} ${question.anchor.left} ${question.anchor.top}`}
      question={question}
    />
  );
}

function OriginPopover({ question }: { question: OriginQuestion }) {
  const { dataset, session, answers } = useServices();
  const { t, language } = useTexts();
  const answered = useStore(answers, (state) => state.latest);
  const documentColumns = useDocument((state) => state.columns);
  const [legIndex, setLegIndex] = useState(question.legIndex);
  const [metric, setMetric] = useState(question.metric);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const [place, setPlace] = useState({ left: question.anchor.left, top: question.anchor.bottom });
  const close = (): void => session.set(({ origin: _origin, ...rest }) => rest);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const settle = () => setPlace(placeBeside(question.anchor, element.offsetWidth, element.offsetHeight));
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    settle();
    return () => observer.disconnect();
  }, [question.anchor]);

  useEffect(() => {
    opener.current = document.activeElement;
    return () => {
      const { current } = opener;
      if (current instanceof HTMLElement && current.isConnected) current.focus();
    };
  }, []);

  // Going down to a leg and back replaces what had the focus.
  useEffect(() => box.current?.focus(), [legIndex]);

  useEffect(() => {
    const onPointerDown = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) {
        session.set((current) => {
          if (current.origin !== question) return current;
          const { origin: _origin, ...rest } = current;
          return rest;
        });
      }
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [session, question]);

  const index = answered?.columns.findIndex((column) => column.letter === question.letter) ?? -1;
  const scenario = answered?.comparison.scenarios[index];
  const column = answered?.columns[index];
  const main = scenario?.main;
  const source = documentColumns.find((one) => one.key === column?.key)?.document.scenario;
  if (!answered || !scenario || !column || !main || !source) return null;

  const leg = legIndex === undefined ? undefined : main.legs[legIndex];
  const dwell = leg?.dwellHours;
  const range: Range | undefined = leg
    ? metric === 'hours' && dwell
      ? { p10: dwell.low, p50: dwell.mid, p90: dwell.high }
      : undefined
    : metric === 'hours'
      ? scenario.hours
      : scenario.usdPerTonne;
  const value = leg
    ? metric === 'hours'
      ? leg.hours
      : leg.usdPerTonne
    : metric === 'hours'
      ? main.hours
      : main.usdPerTonne;
  const digits = leg ? 1 : digitsFor(value, range);
  const shown = t(metric === 'hours' ? 'value.hours' : 'value.usdPerTonne', {
    value: formatNumber(language, value, digits),
  });
  const year = String(answered.year);
  const words = { dataset, t, language };
  const title = leg ? legName(words, leg) : marketName(dataset, answered.question, language);

  return (
    <div
      ref={box}
      className="origin"
      role="dialog"
      aria-label={t('origin.title', { what: title })}
      tabIndex={-1}
      style={{ left: place.left, top: place.top }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <div className="origin-head">
        <span className="origin-value">{shown}</span>
        {range && (
          <span className="muted small">
            {t('origin.range', {
              low: formatNumber(language, range.p10, digits),
              high: formatNumber(language, range.p90, digits),
            })}
          </span>
        )}
        <Button variant="minimal" size="small" icon={<Cross />} aria-label={t('origin.close')} onClick={close} />
      </div>
      <p className="origin-what">
        {title} <Badge letter={column.letter} isSmall />{' '}
        <span className="muted">{t('origin.inScenario', { letter: column.letter, year })}</span>
      </p>
      <ButtonGroup>
        {leg && (
          <Button size="small" icon={<ArrowLeft />} text={t('origin.back')} onClick={() => setLegIndex(undefined)} />
        )}
        <Button size="small" active={metric === 'hours'} text={t('table.hours')} onClick={() => setMetric('hours')} />
        <Button size="small" active={metric === 'money'} text={t('table.money')} onClick={() => setMetric('money')} />
      </ButtonGroup>
      {leg ? (
        <LegOrigin
          key={legIndex}
          ask={{ scenario: source, year: answered.year, leg, payloadTonnes: main.payloadTonnes }}
          metric={metric}
        />
      ) : (
        <>
          <p className="muted small">{t('origin.sum', { count: main.legs.length, letter: column.letter, year })}</p>
          <Sum main={main} metric={metric} onLeg={setLegIndex} />
        </>
      )}
    </div>
  );
}
