/**
 * Which packages are just enough: two limits to set, and every package that meets both while none of its measures can
 * be left out. Comparing one makes a scenario of it.
 */
import { Button, NumericInput, Tag } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import type { Lattice, PackageRow } from '../../shared/engine/lattice.ts';
import { reachTarget, type MinimalPackage, type WithoutMember } from '../../shared/engine/lattice-target.ts';
import { digitsFor, formatNumber } from '../../shared/text/numbers.ts';
import { useServices, useTexts } from '../services.ts';
import { measureName } from '../words/reason-words.ts';
import { CompareButton } from './compare-package.tsx';

/** Limits that a package must not exceed. */
export interface Target {
  readonly hours: number;
  readonly usdPerTonne: number;
}

const SHOWN_AT_FIRST = 4;

interface LimitProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly smallest: number;
  readonly largest: number;
  readonly onChange: (value: number) => void;
}

/** A slider and a field for the same number. */
function Limit({ label, unit, value, smallest, largest, onChange }: LimitProps) {
  return (
    <div className="limit">
      <span>{label}</span>
      <input
        type="range"
        min={smallest}
        max={largest}
        value={value}
        aria-label={`${label}, ${unit}`}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      <NumericInput
        value={value}
        min={0}
        buttonPosition="none"
        size="small"
        fill
        selectAllOnFocus
        aria-label={`${label}, ${unit}`}
        rightElement={<span className="unit muted">{unit}</span>}
        onValueChange={(next) => Number.isFinite(next) && onChange(next)}
      />
    </div>
  );
}

interface MinimalItemProps {
  readonly row: PackageRow;
  readonly minimal: MinimalPackage;
  readonly target: Target;
}

function MinimalItem({ row, minimal, target }: MinimalItemProps) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const words = { dataset, t, language };
  const number = (value: number): string => formatNumber(language, value, digitsFor(value));
  /** The numbers that miss the target. */
  const missText = ({ hours, usdPerTonne }: WithoutMember): string => {
    if (hours === undefined || usdPerTonne === undefined) return t('table.noRoute');
    const parts = [
      ...(hours > target.hours ? [t('value.hours', { value: number(hours) })] : []),
      ...(usdPerTonne > target.usdPerTonne ? [t('value.usdPerTonne', { value: number(usdPerTonne) })] : []),
    ];
    return parts.join(', ');
  };
  return (
    <li className="minimal">
      <div className="minimal-line">
        <span className="minimal-names">
          {row.measures.length === 0 && <Tag minimal>{t('packages.nothingBuilt')}</Tag>}
          {row.measures.map((id, index) => (
            <span key={id}>
              {index > 0 && <span className="plus muted">+</span>}
              <Tag minimal round>
                {measureName(words, id)}
              </Tag>
            </span>
          ))}
        </span>
        <CompareButton row={row} />
      </div>
      <div className="minimal-numbers">
        <span>
          <b>{number(row.hours ?? 0)}</b> {t('packages.unitHours')}
        </span>
        <span>
          <b>{number(row.usdPerTonne ?? 0)}</b> {t('packages.unitMoney')}
        </span>
        <span>
          <b>{formatNumber(language, row.capexUsdMillion)}</b> {t('packages.unitCapex')}
        </span>
      </div>
      {minimal.without.length > 0 && (
        <div className="tiny muted">
          {minimal.without
            .map((lost) => {
              const names = [lost.measureId, ...lost.alsoLost].map((id) => measureName(words, id)).join(' + ');
              return t('packages.without', { measures: names, value: missText(lost) });
            })
            .join(' · ')}
        </div>
      )}
    </li>
  );
}

interface PackageTargetsProps {
  readonly lattice: Lattice;
  readonly target: Target;
  readonly onTarget: (target: Target) => void;
}

export function PackageTargets({ lattice, target, onTarget }: PackageTargetsProps) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const words = { dataset, t, language };
  const [showsAll, setShowsAll] = useState(false);
  const { packages, leftOut } = lattice;
  const reach = useMemo(
    () => reachTarget(dataset, lattice, { maxHours: target.hours, maxUsdPerTonne: target.usdPerTonne }),
    [dataset, lattice, target],
  );
  const limits = (read: (row: PackageRow) => number | undefined) => {
    const values = packages.flatMap((row) => read(row) ?? []);
    return { smallest: Math.floor(Math.min(...values)), largest: Math.ceil(Math.max(...values)) };
  };
  const hours = limits((row) => row.hours);
  const money = limits((row) => row.usdPerTonne);
  const shown = showsAll ? reach.minimal : reach.minimal.slice(0, SHOWN_AT_FIRST);
  const next = packages[reach.minimal[SHOWN_AT_FIRST]?.row ?? -1];
  return (
    <section className="targets panel" aria-label={t('packages.targetTitle')} data-region="targets" tabIndex={-1}>
      <h2 className="panel-title">{t('packages.targetTitle')}</h2>
      <Limit
        label={t('packages.atMost')}
        unit={t('packages.unitHours')}
        value={target.hours}
        {...hours}
        onChange={(value) => onTarget({ ...target, hours: value })}
      />
      <Limit
        label={t('packages.andAtMost')}
        unit={t('packages.unitMoney')}
        value={target.usdPerTonne}
        {...money}
        onChange={(value) => onTarget({ ...target, usdPerTonne: value })}
      />
      <p className="targets-summary" data-testid="targets-summary" role="status">
        <b>{t('packages.reaching', { count: packages.length, reaching: formatNumber(language, reach.reaching) })}</b>{' '}
        {reach.reaching > 0
          ? t('packages.minimal', { count: reach.minimal.length })
          : t('packages.nearest', {
              hours: t('value.hours', { value: formatNumber(language, hours.smallest) }),
              money: t('value.usdPerTonne', { value: formatNumber(language, money.smallest) }),
            })}
      </p>
      <ul className="minimal-list">
        {shown.map((minimal) => {
          const row = packages[minimal.row];
          return row && <MinimalItem key={row.measures.join(' ')} row={row} minimal={minimal} target={target} />;
        })}
      </ul>
      {next && !showsAll && (
        <Button variant="minimal" intent="primary" size="small" onClick={() => setShowsAll(true)}>
          {t('packages.more', {
            count: reach.minimal.length - SHOWN_AT_FIRST,
            from: formatNumber(language, next.capexUsdMillion),
          })}
        </Button>
      )}
      {leftOut.map(({ rule, measureId, otherId, count }) => (
        <p key={`${rule} ${measureId} ${otherId}`} className="small muted">
          {t(rule === 'requires' ? 'packages.leftOutRequires' : 'packages.leftOutExcludes', {
            count,
            measure: measureName(words, measureId),
            other: measureName(words, otherId),
          })}
        </p>
      ))}
    </section>
  );
}
