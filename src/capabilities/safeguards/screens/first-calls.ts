import type { Helper, SafetyPlan } from '../model.ts';

export type FirstCall = { name: string; sub: string; phone: string };

/** The two calls that stand first: the client's own person with a number, then the crisis line. */
export function firstCalls(plan: SafetyPlan | null): FirstCall[] {
  const own = [...(plan?.people ?? []), ...(plan?.professionals ?? [])].find((p: Helper) => p.phone !== '' && p.phone !== '988');
  const line = { name: '988', sub: 'any hour', phone: '988' };
  return own ? [{ name: own.name, sub: own.relation, phone: own.phone }, line] : [line];
}
