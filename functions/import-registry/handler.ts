import { machineFunction } from '../boundary.ts';
import { contract } from './contract.ts';
import { dependencies } from './deps.ts';

export const handler = machineFunction('import-registry', contract, (rows) =>
  dependencies().importRows(rows),
);
