/** Two versions of a plan side by side: what came, what went, what was said differently (PR-58). */
import type { PlanBody } from './model.ts';

export type Change = {
  part: 'problems' | 'goals' | 'objectives' | 'interventions' | 'rest';
  id: string;
  what: 'added' | 'removed' | 'changed';
  /** The item's own words, for the heading of the line. */
  words: string;
  fields: { field: string; before: string; after: string }[];
};

const PARTS = ['problems', 'goals', 'objectives', 'interventions'] as const;
const REST = [
  'ownWords', 'strengths', 'barriers', 'preferredSchedule', 'medicationLinkage', 'testsPerWeek', 'supportInvolvement',
  'communityResources', 'stepDownCriteria', 'relapsePlan', 'diagnoses', 'nextReviewOn',
] as const;

/** Every difference between two versions; items are the same item if their id is. Order: as the plan reads. */
export function comparePlans(before: PlanBody, after: PlanBody): Change[] {
  const items = PARTS.flatMap((part) => compareItems(part, before[part], after[part]));
  const rest = REST.flatMap((field): Change[] => {
    const fields = difference({ [field]: before[field] }, { [field]: after[field] });
    return fields.length === 0 ? [] : [{ part: 'rest', id: field, what: 'changed', words: field, fields }];
  });
  return [...items, ...rest];
}

type Item = { id: string; words: string };

function compareItems(part: Change['part'], before: Item[], after: Item[]): Change[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const present = new Set(after.map((item) => item.id));
  const kept = after.flatMap((item): Change[] => {
    const was = old.get(item.id);
    if (!was) return [{ part, id: item.id, what: 'added', words: item.words, fields: [] }];
    const fields = difference(was, item);
    return fields.length === 0 ? [] : [{ part, id: item.id, what: 'changed', words: item.words, fields }];
  });
  const gone = before.filter((item) => !present.has(item.id))
    .map((item): Change => ({ part, id: item.id, what: 'removed', words: item.words, fields: [] }));
  return [...kept, ...gone];
}

function difference(before: object, after: object): Change['fields'] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].filter((field) => field !== 'id').flatMap((field) => {
    const was = said((before as Record<string, unknown>)[field]);
    const is = said((after as Record<string, unknown>)[field]);
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}

function said(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
