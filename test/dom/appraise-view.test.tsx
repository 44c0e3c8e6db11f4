/** The view Appraise on the bundled pack: the same numbers as the engine, in words and tables of the field. */
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { yearlyFlowsTable } from '../../renderer/charts/yearly-flows.tsx';
import { AppraiseView } from '../../renderer/panels/appraise-view.tsx';
import { appraise } from '../../shared/engine/appraisal.ts';
import { formatNumber } from '../../shared/text/numbers.ts';
import { createTexts, translatorOf } from '../../shared/text/index.ts';
import { baselineDataset } from '../support/baseline-pack.ts';
import { openWindow } from '../support/window.tsx';

afterEach(cleanup);

/** The engine answers on this thread; a slow machine is no fault of the program. */
const PATIENCE = { timeout: 60_000 };

const dataset = baselineDataset();

async function openAppraisal() {
  const opened = await openWindow();
  const { columns, reference } = opened.services.document.store.get().present;
  const without = columns.find((column) => column.key === reference)?.document.scenario;
  const subject = columns.find((column) => column.key !== reference)?.document.scenario;
  if (!without || !subject) throw new Error('Two scenarios are compared at first start.');
  const shown = opened.show(<AppraiseView />);
  await screen.findByText('Base case', undefined, PATIENCE);
  return { ...opened, shown, appraisal: appraise(dataset, { scenario: subject, reference: without, ratePercent: 9 }) };
}

const rowOf = (name: RegExp | string) => screen.getByRole('row', { name });

describe('the view Appraise', PATIENCE, () => {
  it('shows the headline of the engine, and says the value for money in words', async () => {
    const { appraisal } = await openAppraisal();
    for (const rate of ['6', '9', '12']) {
      const value = formatNumber('en', appraisal.npvUsdMillion[rate] ?? NaN);
      expect(within(rowOf(new RegExp(`^ENPV at ${rate} %`))).getByText(value)).toBeTruthy();
    }
    expect(screen.getByText(/At 9 % a year, users of B gain 0\.08 USD for each USD spent: poor value/)).toBeTruthy();
  });

  it('has all rows of the sensitivity block and "none within ±100 %" instead of a blank', async () => {
    const { appraisal } = await openAppraisal();
    const names = ['Base case', 'Cost +10 %', 'Cost +20 %', 'Benefit −10 %', 'Benefit −20 %'];
    for (const name of [...names, 'Opening one year late', 'Opening two years late', 'Traffic −20 %']) {
      expect(screen.getByRole('rowheader', { name })).toBeTruthy();
    }
    expect(appraisal.switchingValues.every(({ value }) => value === null)).toBe(true);
    expect(within(rowOf(/^Value of time/)).getByText('none within ±100 %')).toBeTruthy();
  });

  it('asks anew when another rate is chosen', async () => {
    await openAppraisal();
    await userEvent.setup().selectOptions(screen.getByLabelText('Discount rate'), '12');
    await waitFor(() => expect(screen.getByText(/^At 12 % a year/)).toBeTruthy(), PATIENCE);
  });

  it('says that two scopes of the railway are a choice, and names base year and exchange rates', async () => {
    await openAppraisal();
    expect(screen.getByText(/4,700 \/ 8,000 million USD are different scopes/)).toBeTruthy();
    expect(screen.getByText(/constant prices of 2024.*87\.45 KGS · 80 RUB · 7\.1 CNY/)).toBeTruthy();
  });

  it('tells every year of the picture in its table', async () => {
    const { appraisal } = await openAppraisal();
    const t = translatorOf(createTexts('en'));
    const { columns, rows } = yearlyFlowsTable({ years: appraisal.years, t });
    expect(columns).toHaveLength(8);
    expect(rows.map(([year, capex, opex, benefit, net]) => [year, capex, opex, benefit, net])).toEqual(
      appraisal.years.map((year) => [
        String(year.year),
        year.capexUsdMillion,
        year.opexUsdMillion,
        year.benefitUsdMillion,
        year.netUsdMillion,
      ]),
    );
  });
});
