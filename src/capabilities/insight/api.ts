import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { operation } from '../../shared/operation.ts';
import { board, pathStep } from './model.ts';

export const readPath = operation({
  name: 'readPath', kind: 'read', permission: 'client.read', reach: 'chart',
  about: 'A person’s way from the first call to life after the program: behind, here, to come (PR-91).',
  input: z.object({ clientId: id }), output: z.array(pathStep),
});

export const readBoard = operation({
  name: 'readBoard', kind: 'read', permission: 'board.read', reach: 'agency',
  about: 'Census, hours delivered against hours owed, seats, the way in, notes on time, who stays, what a surveyor would find.',
  input: z.object({}), output: board,
});
