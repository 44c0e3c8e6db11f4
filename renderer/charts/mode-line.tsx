/**
 * A line whose texture is the mode: road solid, rail with an inner dash, sea round dots. The map, the lanes and the
 * legend share it; charts never use it, there the dash is the scenario.
 */
import type { Mode } from '../../shared/dataset/schema.ts';

export function ModeLine({
  path,
  mode,
  color,
  halo = true,
}: {
  path: string;
  mode: Mode;
  color: string;
  halo?: boolean;
}) {
  return (
    <>
      {halo && <path d={path} className={`mode-halo mode-halo-${mode}`} />}
      <path d={path} className={`mode-line mode-line-${mode}`} stroke={color} />
      {mode === 'rail' && <path d={path} className="mode-line-rail-inner" />}
    </>
  );
}
