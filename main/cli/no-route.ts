/** One sentence for "no route": between which places, and which closure or constraint is the cause. */
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { NoRoute } from '../../shared/engine/types.ts';

export function noRouteSentence(dataset: Dataset, from: string, to: string, noRoute: NoRoute): string {
  const place = (id: string): string => `${dataset.nodes.get(id)?.name ?? id} (${id})`;
  const ways = [
    ...(noRoute.constraints.length > 0 ? [`without the constraint ${noRoute.constraints.join(' or ')}`] : []),
    ...(noRoute.opensWith.length > 0 ? [`with ${noRoute.opensWith.join(' or ')} switched on`] : []),
  ];
  const advice = ways.length > 0 ? `There is one ${ways.join(', or ')}` : 'No single measure or constraint opens one';
  return `No route from ${place(from)} to ${place(to)}. ${advice}.`;
}
