/**
 * What a leg or stop is called: short on labels ("Irkeshtam", "Ferry wait"), whole for screen readers and tables.
 * Place names are data (translations of the pack); the rest are texts.
 */
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { TextLanguage } from '../../shared/text/index.ts';
import type { Leg } from '../../shared/engine/types.ts';
import type { Translate } from './chart-texts.ts';
import { numberFormats } from './format.ts';
import { placeName } from './place-names.ts';

export interface Words {
  readonly dataset: Dataset;
  readonly language: TextLanguage;
  readonly t: Translate;
}

export const isStop = (leg: Leg): boolean => leg.kind !== 'move';

/** Name on a label: the place, or what is waited for where the place says nothing. */
export function shortLegName({ dataset, language, t }: Words, leg: Leg): string {
  switch (leg.kind) {
    case 'load':
      return t('charts.leg.load');
    case 'unload':
      return t('charts.leg.unload');
    case 'origin':
      return t('charts.leg.origin');
    case 'swap':
      return t('charts.leg.swap');
    case 'delay':
      return t('charts.leg.delay');
    case 'transfer':
      return leg.mode === 'sea' ? t('charts.leg.ferryWait') : placeName(dataset, leg.from, language);
    case 'border':
      return placeName(dataset, leg.from, language);
    case 'move':
      return t('charts.leg.move', {
        from: placeName(dataset, leg.from, language),
        to: placeName(dataset, leg.to, language),
      });
  }
}

/** Whole name: place and what happens there. */
export function legName(words: Words, leg: Leg): string {
  const { dataset, language, t } = words;
  const place = placeName(dataset, leg.from, language);
  switch (leg.kind) {
    case 'border':
      return `${place}, ${t('charts.leg.border').toLocaleLowerCase(language)}`;
    case 'transfer': {
      const terminal = dataset.terminals.get(leg.id);
      const isGaugeChange = terminal?.fromMeans.startsWith('rail') && terminal.toMeans.startsWith('rail');
      const key =
        leg.mode === 'sea' ? 'charts.leg.ferryWait' : isGaugeChange ? 'charts.leg.gaugeChange' : 'charts.leg.transfer';
      return `${place}, ${t(key).toLocaleLowerCase(language)}`;
    }
    case 'move':
      return shortLegName(words, leg);
    case 'load':
    case 'unload':
    case 'origin':
    case 'swap':
    case 'delay':
      return `${place}, ${shortLegName(words, leg).toLocaleLowerCase(language)}`;
  }
}

/** One sentence for title and aria-label: "B: Makmal, gauge change, 18 h, 14 USD/t". */
export function describeLeg(words: Words, letter: string, leg: Leg): string {
  const { language, t } = words;
  const { short, whole } = numberFormats(language);
  const parts = [legName(words, leg)];
  if (leg.km > 0) parts.push(`${t(`charts.mode.${leg.mode}`)} ${t('charts.value.km', { value: whole(leg.km) })}`);
  const hours = t('charts.value.hours', { value: short(leg.hours) });
  const { dwellHours } = leg;
  parts.push(
    dwellHours
      ? `${hours} (${t('charts.range', { low: short(dwellHours.low), high: short(dwellHours.high) })})`
      : hours,
    t('charts.value.usdPerTonne', { value: short(leg.usdPerTonne) }),
  );
  return `${letter}: ${parts.join(', ')}`;
}
