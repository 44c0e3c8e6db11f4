/**
 * What would overturn an appraisal (FIELD.md 3): switching values of its inputs and the field's sensitivity block.
 * Costs and benefits vary in proportion; late opening, traffic and value of time are computed anew by the engine.
 * Tested in test/unit/appraisal.test.ts, each row against its own computation.
 */
import type { Case, Frame } from './cash-flows.ts';
import { ratesOfReturn } from './finance.ts';
import { findSwitch, withinRange } from './switch-points.ts';

export type SwitchingInput = 'capex' | 'opex' | 'benefits' | 'traffic' | 'value-of-time';

export interface SwitchingValue {
  readonly input: SwitchingInput;
  /** Change of the input, per cent, at which the ENPV at the hurdle rate is 0; null = none within +-100 %. */
  readonly value: number | null;
}

export type SensitivityTest =
  | 'base'
  | 'cost+10'
  | 'cost+20'
  | 'benefit-10'
  | 'benefit-20'
  | 'cost+20-benefit-20'
  | 'late-1'
  | 'late-2'
  | 'traffic-20';

export interface SensitivityRow {
  readonly test: SensitivityTest;
  readonly npvUsdMillion: number;
  /** Per cent; null when there is none or more than one. */
  readonly eirr: number | null;
  /** Of what the row varies, per cent (costs up and benefits down together where both vary); null = none or not asked. */
  readonly switchingValue: number | null;
}

/** The rate of return when there is exactly one. */
export function onlyRate(flows: readonly number[]): number | null {
  const { roots } = ratesOfReturn(flows);
  return roots.length === 1 ? (roots[0] ?? null) : null;
}

export interface AppraisalTests {
  readonly switchingValues: readonly SwitchingValue[];
  readonly sensitivity: readonly SensitivityRow[];
}

export function testAppraisal(frame: Frame, base: Case): AppraisalTests {
  const { caseOf, valueNow, capex } = frame;
  const npv = valueNow(base.net);
  const values = { capex: valueNow(capex), opex: valueNow(base.opex), benefits: valueNow(base.benefits) };
  const cost = values.capex + values.opex;
  const npvAt = (change: Parameters<Frame['caseOf']>[0]): number => valueNow(caseOf(change).net);

  const benefitSwitch = withinRange(-npv / values.benefits);
  const trafficSwitch = findSwitch((trafficPercent) => npvAt({ trafficPercent }), npv);
  const switchingValues: SwitchingValue[] = [
    { input: 'capex', value: withinRange(npv / values.capex) },
    { input: 'opex', value: withinRange(npv / values.opex) },
    { input: 'benefits', value: benefitSwitch },
    { input: 'traffic', value: trafficSwitch },
    { input: 'value-of-time', value: findSwitch((valueOfTimePercent) => npvAt({ valueOfTimePercent }), npv) },
  ];

  const varied = (costFactor: number, benefitFactor: number): number[] =>
    base.benefits.map(
      (benefit, index) => benefit * benefitFactor - ((capex[index] ?? 0) + (base.opex[index] ?? 0)) * costFactor,
    );
  const row = (test: SensitivityTest, flows: readonly number[], switchingValue: number | null): SensitivityRow => ({
    test,
    npvUsdMillion: valueNow(flows),
    eirr: onlyRate(flows),
    switchingValue,
  });
  const costSwitch = withinRange(npv / cost);
  return {
    switchingValues,
    sensitivity: [
      row('base', base.net, null),
      row('cost+10', varied(1.1, 1), costSwitch),
      row('cost+20', varied(1.2, 1), costSwitch),
      row('benefit-10', varied(1, 0.9), benefitSwitch),
      row('benefit-20', varied(1, 0.8), benefitSwitch),
      row('cost+20-benefit-20', varied(1.2, 0.8), withinRange(npv / (values.benefits + cost))),
      row('late-1', caseOf({ delayYears: 1 }).net, null),
      row('late-2', caseOf({ delayYears: 2 }).net, null),
      row('traffic-20', caseOf({ trafficPercent: -20 }).net, trafficSwitch),
    ],
  };
}
