import type { RecordReader } from '../consent/disclosing-handlers.ts';
import { PARTS, type Helper } from './model.ts';
import { findPlan } from './store.ts';

/** The safety plan in force, part by part, in the client's words. */
export const safetyPlanReader: RecordReader = {
  record: 'safety_plan',
  read: async (tx, clientId) => {
    const found = await findPlan(tx, clientId);
    if (!found) return [];
    const { plan } = found;
    const parts = [
      ...PARTS.map(({ key, title }) => ({ title, lines: plan[key].map(lineOf) })),
      { title: 'In an overdose', lines: [...plan.overdoseSteps, ...(plan.naloxonePlace ? [`Naloxone: ${plan.naloxonePlace}`] : [])] },
      { title: 'Why it’s worth it', lines: plan.reasons },
    ];
    return [{ title: `Safety plan, version ${found.version}`,
      text: parts.filter((p) => p.lines.length > 0).map((p) => `${p.title}: ${p.lines.join('; ')}.`).join('\n') }];
  },
};

const lineOf = (line: string | Helper): string =>
  (typeof line === 'string' ? line : [line.name, line.relation, line.phone].filter(Boolean).join(', '));
