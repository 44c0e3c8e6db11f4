import { expect, it } from 'vitest';
import { procedureNames } from '../../shared/api/contract.ts';
import { PROCEDURE_NAMES } from '../../shared/api/procedure-names.ts';

it('the preload knows every procedure of the registry and no other', () => {
  expect([...PROCEDURE_NAMES].sort()).toEqual([...procedureNames].sort());
});
