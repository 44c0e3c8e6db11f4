/**
 * What a policy advisor does in the first hour, through the real window in a real browser, on every door that this
 * machine has. Numbers are compared with the engine asked directly, so window and engine cannot drift apart.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { nameOf } from '../../shared/dataset/names.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import type { MarketQuestion } from '../../shared/engine/types.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';
import { availableDoors, openPlanner, type LaunchOptions, type Planner } from '../support/launch-planner.ts';

const doors = await availableDoors();
const dataset = baselineDataset();
const RAILWAY = 'China–Kyrgyz–Uzbek railway';

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-journey-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function openWindow(options: LaunchOptions = {}): Promise<Planner> {
  const planner = await openPlanner(options);
  await planner.page.getByTestId('answer-sentence').waitFor();
  return planner;
}

const sentence = (page: Page) => page.getByTestId('answer-sentence');
const cell = (page: Page, measure: string, letter: string) =>
  page.getByRole('switch', { name: new RegExp(`^${measure} (in|в) ${letter}\\b`) });
/** Opens a file as a person does: the Open button, then the file dialog. */
async function openFile(page: Page, name: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^Open/ }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

/** Row of a scenario in the comparison table, as text. */
const tableRow = (page: Page, letter: string) =>
  page.locator('.compare-table tbody tr', { has: page.locator(`[data-letter="${letter}"]`) }).first();

/** What the engine itself, and so the command line, says with these measures; Kashgar-Tashkent unless asked otherwise. */
function engineSays(measures: readonly string[], question: MarketQuestion = getMarketQuestion(dataset, 'MK_KAS_TAS')) {
  const scenario = {
    ...emptyScenario('x'),
    measures: Object.fromEntries(measures.map((id) => [id, { strength: 'mid' as const }])),
  };
  const main = compareScenarios(dataset, [scenario], { referenceIndex: 0, year: 2035, question }).scenarios[0]?.main;
  if (!main) throw new Error('no route');
  return { hours: Math.round(main.hours), usd: Math.round(main.usdPerTonne) };
}

describe.each(doors)('through the door %s', (door) => {
  it('first start compares the reference with three shipped scenarios and answers in one sentence', async () => {
    const { page } = await openWindow({ door });
    await expect.poll(() => page.locator('.compare-table tbody tr').count()).toBe(4);
    expect(await sentence(page).textContent()).toMatch(
      /By rail \(B\), Kashgar.Tashkent costs 25\sUSD\/t less than by road through Irkeshtam \(A\)/,
    );
    expect(await page.getByRole('img').count()).toBeGreaterThanOrEqual(3);
  });

  it('switching the railway on changes table, sentence and staircase; undo brings everything back', async () => {
    const { page } = await openWindow({ door });
    const railway = cell(page, RAILWAY, 'B');
    await expect.poll(() => railway.getAttribute('aria-checked')).toBe('true');
    const on = engineSays(['M_CKU']);
    const off = engineSays([]);
    await expect.poll(() => tableRow(page, 'B').textContent()).toContain(String(on.hours));
    const before = await tableRow(page, 'B').textContent();

    // A second click offers the strengths, a click on the chosen one switches off.
    await railway.click();
    await page.getByRole('radio', { name: 'middle' }).click();
    await expect.poll(() => tableRow(page, 'B').textContent()).toContain(String(off.hours));
    expect(await tableRow(page, 'B').textContent()).toContain(String(off.usd));

    await page.keyboard.press('Control+z');
    await expect.poll(() => tableRow(page, 'B').textContent()).toBe(before);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => tableRow(page, 'B').textContent()).toContain(String(off.hours));
  });

  it('what was changed is there again after closing and opening', async () => {
    const folder = dataFolder();
    const first = await openWindow({ door, dataFolder: folder });
    await cell(first.page, 'Customs digitisation', 'B').click();
    await expect.poll(() => cell(first.page, 'Customs digitisation', 'B').getAttribute('aria-checked')).toBe('true');
    const shown = await tableRow(first.page, 'B').textContent();
    await expect.poll(() => first.page.getByText(/^Saved \d/).count()).toBe(1);
    await first.close();

    const second = await openWindow({ door, dataFolder: folder });
    await expect.poll(() => cell(second.page, 'Customs digitisation', 'B').getAttribute('aria-checked')).toBe('true');
    await expect.poll(() => tableRow(second.page, 'B').textContent()).toBe(shown);
  });
});

describe.runIf(doors.includes('loopback'))('in the window', () => {
  it('a second scenario column is added from the library and answers by itself', async () => {
    const { page } = await openWindow();
    await page.locator('label', { has: page.getByRole('checkbox', { name: 'Compare Bypass road' }) }).click();
    await expect.poll(() => page.locator('.compare-table tbody tr').count()).toBe(5);
    await expect.poll(() => tableRow(page, 'E').textContent()).toContain(String(engineSays(['M_BYPASS']).hours));
  });

  it('a new scenario starts empty, is renamed, and can be deleted and brought back', async () => {
    const { page } = await openWindow();
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await expect.poll(() => page.locator('.compare-table tbody tr').count()).toBe(5);
  });

  it('speaks Russian at once, without a restart', async () => {
    const { page } = await openWindow();
    await page.getByRole('button', { name: /^Language/ }).click();
    await page.getByRole('menuitem', { name: 'Русский' }).click();
    await expect.poll(() => sentence(page).textContent()).toMatch(/Кашгар.*Ташкент/);
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  });

  it('is used by keyboard alone: reach the grid, move, switch, undo', async () => {
    const { page } = await openWindow();
    for (let presses = 0; presses < 12; presses += 1) {
      const inGrid = await page.evaluate(
        () => document.activeElement?.closest('[role="grid"]') !== null && document.activeElement !== document.body,
      );
      if (inGrid) break;
      await page.keyboard.press('F6');
      await page.keyboard.press('Tab');
    }
    const label = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    const state = () => page.evaluate(() => document.activeElement?.getAttribute('aria-checked') ?? '');
    await page.keyboard.press('ArrowDown');
    for (let presses = 0; presses < 4 && !/ in [B-F],/.test(await label()); presses += 1)
      await page.keyboard.press('ArrowRight');
    expect(await label()).toMatch(/ in [B-F],/);
    while ((await state()) !== 'false') await page.keyboard.press('ArrowDown');
    const chosen = await label();
    await page.keyboard.press('Space');
    await expect
      .poll(() => page.getByRole('switch', { name: chosen, exact: true }).getAttribute('aria-checked'))
      .toBe('true');
    await page.keyboard.press('Control+z');
    await expect
      .poll(() => page.getByRole('switch', { name: chosen, exact: true }).getAttribute('aria-checked'))
      .toBe('false');
  });

  interface AskedWay {
    readonly way: string;
    readonly wish: { readonly mode?: 'road' | 'rail'; readonly avoid?: string; readonly through?: string };
    readonly on: readonly string[];
  }

  it.each<AskedWay>([
    { way: 'Kashgar–Tashkent round through Kazakhstan', wish: { mode: 'road', avoid: 'KG' }, on: [] },
    { way: 'Kashgar–Tashkent by the railway', wish: { mode: 'rail' }, on: ['M_CKU'] },
    { way: 'Bishkek–Moscow by road through Kazakhstan', wish: { mode: 'road' }, on: [] },
    { way: 'Bishkek–Moscow through Turkmenbashi and Olya', wish: { avoid: 'KZ', through: 'RU_OLYA' }, on: ['M_TKM'] },
    { way: 'Bishkek–Moscow by Makhachkala', wish: { avoid: 'KZ', through: 'RU_MAKHACHKALA' }, on: ['M_TKM'] },
    { way: 'Kashgar–Moscow all by rail', wish: { mode: 'rail', through: 'KG_BALYKCHY' }, on: ['M_CKU', 'M_BALJA'] },
    { way: 'Aksu–Bishkek over Bedel', wish: { mode: 'road', through: 'B_BEDEL' }, on: ['M_BEDEL'] },
    { way: 'Naryn–Taraz over the bypass', wish: { mode: 'road' }, on: ['M_BYPASS'] },
  ])('$way is reached by choosing and toggling, with the numbers of the command line', async ({ way, wish, on }) => {
    const [from = '', to = ''] = way.split(' ')[0]?.split('–') ?? [];
    const { page } = await openWindow();
    const shown = (kind: 'node' | 'measure', id: string) => nameOf(dataset, kind, id, 'en', 'short');
    for (const id of on) {
      if ((await cell(page, shown('measure', id), 'B').getAttribute('aria-checked')) === 'false') {
        await cell(page, shown('measure', id), 'B').click();
      }
    }
    await page.getByTestId('market').click();
    const through = wish.through ? nameOf(dataset, 'node', wish.through, 'en') : undefined;
    for (const [label, place] of [
      ['From', from],
      ['To', to],
      ['Through', through],
    ] as const) {
      if (place === undefined) continue;
      await page.getByRole('button', { name: new RegExp(`^${label}:`) }).click();
      await page.getByPlaceholder('Search places').fill(place);
      await page.getByRole('option', { name: place }).first().click();
      await page.getByPlaceholder('Search places').waitFor({ state: 'detached' });
    }
    if (wish.avoid) await page.getByRole('combobox', { name: 'Avoid' }).selectOption(wish.avoid);
    if (wish.mode) await page.getByRole('combobox', { name: 'Means' }).selectOption(wish.mode);
    await page.getByRole('button', { name: 'Show this pair' }).click();

    const idOf = (name: string) => [...dataset.nodes.values()].find((node) => node.name === name)?.id ?? name;
    const wanted = engineSays(['M_CKU', ...on], {
      id: way,
      from: idOf(from),
      to: idOf(to),
      valueOfTimeClass: 'general',
      volumeKtPerYear: 0,
      ...(wish.mode ? { allowedModes: [wish.mode] } : {}),
      ...(wish.through ? { via: [wish.through] } : {}),
      ...(wish.avoid ? { avoidCountries: [wish.avoid] } : {}),
    });
    await expect.poll(() => tableRow(page, 'B').textContent()).toContain(String(wanted.hours));
    expect(await tableRow(page, 'B').textContent()).toContain(String(wanted.usd));
  });

  it('every number opens where it comes from, down to source and confidence', async () => {
    const { page } = await openWindow();
    await tableRow(page, 'B').getByRole('button').first().click();
    const dialog = page.getByRole('dialog').or(page.locator('.bp6-popover')).first();
    await dialog.waitFor();
    await expect.poll(() => dialog.textContent()).toMatch(/Makmal/);
  });

  it.each([
    ['empty', '', /empty/i],
    ['truncated', '{"format":"corridor-scenario","formatVersion":1,', /not.*JSON|cut|broken|damaged/i],
    [
      'newer',
      JSON.stringify({
        format: 'corridor-scenario',
        formatVersion: 99,
        writtenBy: { program: 'corridor-scenario-planner', version: '9.9' },
      }),
      /file format 99/,
    ],
    ['hostile', '{"__proto__":{"polluted":true},"format":"corridor-scenario","formatVersion":1}', /./],
  ])(
    'a file that is %s is refused in one sentence and the library stays as it was',
    async (_kind, text, sentenceWanted) => {
      const folder = dataFolder();
      const { page } = await openWindow({ dataFolder: folder });
      const before = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.corridor'));
      await openFile(page, 'letter.corridor', text);
      const notice = page.getByRole('alertdialog').or(page.getByRole('dialog')).or(page.locator('.bp6-toast')).first();
      await notice.waitFor();
      expect(await notice.textContent()).toMatch(/letter\.corridor/);
      expect(await notice.textContent()).toMatch(sentenceWanted);
      expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.corridor'))).toEqual(
        before,
      );
      expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
    },
  );

  it('a file edited by hand opens with a notice', async () => {
    const { page } = await openWindow();
    const text = readFileSync('scenarios/examples/2-railway.corridor', 'utf8').replace(
      /"title": "[^"]+"/,
      '"title": "Edited by hand"',
    );
    await openFile(page, 'edited.corridor', text);
    await page
      .getByText(/edited outside/i)
      .first()
      .waitFor();
    await page.getByText('Edited by hand').first().waitFor();
  });
});
