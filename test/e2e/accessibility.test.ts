/** axe finds nothing to object to in the window: both themes, both languages, every view and the things that open. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { availableDoors, openPlanner, type LaunchOptions } from '../support/launch-planner.ts';

const doors = await availableDoors();

async function openWindow(options: LaunchOptions = {}): Promise<Page> {
  const { page } = await openPlanner(options);
  await page.getByTestId('answer-sentence').waitFor();
  return page;
}

/** "rule: element" for every violation, so that a failure reads by itself. */
async function listViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describe.runIf(doors.includes('loopback'))('the window has no accessibility violation', () => {
  it.each([
    ['light', { width: 1600, height: 1000 }],
    ['dark', { width: 1600, height: 1000 }],
    ['light', { width: 1280, height: 720 }],
    ['dark', { width: 1280, height: 720 }],
  ] as const)('comparing, in the %s theme, at %o', async (colorScheme, viewport) => {
    expect(await listViolations(await openWindow({ colorScheme, viewport }))).toEqual([]);
  });

  it('comparing, in Russian', async () => {
    const page = await openWindow();
    await page.getByRole('button', { name: /^Language/ }).click();
    await page.getByRole('menuitem', { name: 'Русский' }).click();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('ru');
    expect(await listViolations(page)).toEqual([]);
  });

  it('explaining leg by leg', async () => {
    const page = await openWindow();
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { name: 'Leg by leg' }).waitFor();
    expect(await listViolations(page)).toEqual([]);
    await page.locator('.years-panel[aria-busy="false"]').waitFor();
    expect(await listViolations(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'with all packages and the regret board, in the %s theme',
    async (colorScheme) => {
      const page = await openWindow({ colorScheme });
      await page.getByRole('tab', { name: 'Packages' }).click();
      await page.locator('.frontier-label').first().waitFor();
      await page.getByRole('table', { name: 'Regret board' }).waitFor();
      await expect.poll(() => page.locator('.is-old').count()).toBe(0);
      expect(await listViolations(page)).toEqual([]);
    },
  );

  it.each(['light', 'dark'] as const)('appraising, in the %s theme', async (colorScheme) => {
    const page = await openWindow({ colorScheme });
    await page.getByRole('tab', { name: 'Appraise' }).click();
    await page.getByRole('rowheader', { name: 'Base case' }).waitFor();
    expect(await listViolations(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('weighing claims, in the %s theme', async (colorScheme) => {
    const page = await openWindow({ colorScheme });
    await page.getByRole('tab', { name: 'Claims' }).click();
    await page.getByRole('rowheader', { name: 'C01' }).waitFor();
    expect(await listViolations(page)).toEqual([]);
  });

  it('with the origin of a number open', async () => {
    const page = await openWindow();
    await page.locator('.compare-table').getByRole('button').first().click();
    // What the pointer rests on is emphasised and the rest is dimmed for that moment only.
    await page.mouse.move(0, 0);
    await page.getByRole('dialog').first().waitFor();
    expect(await listViolations(page)).toEqual([]);
  });

  it('with the keys shown', async () => {
    const page = await openWindow();
    await page.getByRole('button', { name: 'Keys and help' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await listViolations(page)).toEqual([]);
  });
});
