/**
 * One input of a network as it stands after all measures: read it, or get the network with another value in its place.
 * Nothing else changes and the given network stays as it is. Tested in test/unit/override-input.test.ts.
 */
import { AppFailure } from '../base/issue.ts';
import { orderAroundMid, type Quantity } from '../base/quantity.ts';
import type { EffectTarget } from '../dataset/schema.ts';
import { fieldsOf, type Target } from './fields.ts';
import { reuseGraph } from './graph.ts';
import type { AppliedNetwork } from './types.ts';

/** A numeric field in the words of the pack: border "B_TORUGART|road" dwell_p50_h, parameter truck_duty_h_per_day value. */
export interface InputRef {
  readonly targetType: EffectTarget;
  readonly targetId: string;
  readonly field: string;
}

function findTarget(network: AppliedNetwork, { targetType, targetId }: InputRef): Target | undefined {
  const [link, border, terminal, parameter] = [
    network.links.get(targetId),
    network.borders.get(targetId),
    network.terminals.get(targetId),
    network.parameters.get(targetId),
  ];
  if (targetType === 'link') return link && { type: 'link', value: link };
  if (targetType === 'border') return border && { type: 'border', value: border };
  if (targetType === 'terminal') return terminal && { type: 'terminal', value: terminal };
  return parameter && { type: 'parameter', value: parameter };
}

/** The value in force; undefined when the network has no such element or no number there. */
export function findInput(network: AppliedNetwork, input: InputRef): number | undefined {
  const target = findTarget(network, input);
  const value = target && fieldsOf(target)[input.field]?.get(target);
  return typeof value === 'number' ? value : undefined;
}

/** P10 to P90 of a dwell's middle value, low to high of a parameter; undefined for inputs without a range. */
export function findRange(network: AppliedNetwork, input: InputRef): Quantity | undefined {
  const target = findTarget(network, input);
  if (!target || target.type === 'link') return undefined;
  if (target.type === 'parameter') return target.value.value;
  return input.field === 'dwell_p50_h' ? target.value.dwellHours : undefined;
}

function withOrderedPercentiles(target: Target): Target {
  switch (target.type) {
    case 'border':
      return { ...target, value: { ...target.value, dwellHours: orderAroundMid(target.value.dwellHours) } };
    case 'terminal':
      return { ...target, value: { ...target.value, dwellHours: orderAroundMid(target.value.dwellHours) } };
    case 'parameter':
      return { ...target, value: { ...target.value, value: orderAroundMid(target.value.value) } };
    case 'link':
      return target;
  }
}

/** The network with this value in place of the one in force, percentiles in order. Throws bad-input for no such input. */
export function withInput(network: AppliedNetwork, input: InputRef, value: number): AppliedNetwork {
  const target = findTarget(network, input);
  const field = target && fieldsOf(target)[input.field];
  if (!target || !field || findInput(network, input) === undefined) {
    const name = `${input.targetType}:${input.targetId}:${input.field}`;
    throw new AppFailure('bad-input', `This scenario has no number "${name}" to change. Choose one of its inputs.`);
  }
  const changed = withOrderedPercentiles(field.set(target, value));
  const replaced = <T>(items: ReadonlyMap<string, T>, item: T): ReadonlyMap<string, T> =>
    new Map(items).set(input.targetId, item);
  const other: AppliedNetwork = {
    ...network,
    ...(changed.type === 'link' ? { links: replaced(network.links, changed.value) } : {}),
    ...(changed.type === 'border' ? { borders: replaced(network.borders, changed.value) } : {}),
    ...(changed.type === 'terminal' ? { terminals: replaced(network.terminals, changed.value) } : {}),
    ...(changed.type === 'parameter' ? { parameters: replaced(network.parameters, changed.value) } : {}),
  };
  // A number changes no connection.
  reuseGraph(other, network);
  return other;
}
