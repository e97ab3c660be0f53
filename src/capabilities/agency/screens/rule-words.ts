import type { OutputOf } from '../../../web/call.ts';
import { listWords, sayTime } from '../../../web/words.ts';
import type { readRules } from '../api.ts';
import { CREDENTIAL_WORDS, SERVICE_WORDS, type CredentialKind, type Service } from '../services.ts';

export type Rule = OutputOf<typeof readRules>['rules'][number];
export type Value = Rule['value'];

/** The parts of the rule book, by the first word of a key. */
const AREAS: [string, readonly string[]][] = [
  ['Hours and the week', ['hours', 'days', 'gap', 'program', 'holidays', 'client']],
  ['Groups and sessions', ['group', 'session', 'break', 'schedule', 'individual', 'family']],
  ['Front door', ['inquiry', 'assessment', 'priority', 'capacity']],
  ['Level of care', ['loc', 'instrument']],
  ['Plan and notes', ['plan', 'recert', 'note', 'cosign', 'medication']],
  ['After missed sessions', ['noshow', 'checkin', 'oncall', 'safety']],
  ['Sobriety checks', ['udt', 'validity', 'ladder', 'cm', 'phase']],
  ['Staff', ['credential', 'caseload', 'supervision']],
  ['The way out', ['discharge', 'followup', 'transition', 'linkage']],
  ['Privacy and keeping', ['consent', 'signin', 'retention', 'words']],
  ['Payers', ['payer']],
];

/** Rules by area, in the order of the work; what belongs to none comes last. */
export function byArea(rules: readonly Rule[]): { area: string; rules: Rule[] }[] {
  const prefix = (rule: Rule) => rule.key.split('.')[0]!;
  const known = new Set(AREAS.flatMap(([, prefixes]) => prefixes));
  return [
    ...AREAS.map(([area, prefixes]) => ({ area, rules: rules.filter((rule) => prefixes.includes(prefix(rule))) })),
    { area: 'Other', rules: rules.filter((rule) => !known.has(prefix(rule))) },
  ].filter((one) => one.rules.length > 0);
}

/** A value as people say it: `30 days`, `yes`, `7, 30, 90 days`, `no holidays yet`. */
export function sayValue(rule: Pick<Rule, 'key' | 'unit'>, value: Value): string {
  const unit = rule.unit === '' ? '' : `\u00a0${rule.unit}`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return `${value}${value === 1 ? unit.replace(/s$/, '') : unit}`;
  if (typeof value === 'string') return /^\d\d:\d\d$/.test(value) ? sayTime(value) : `${value.replaceAll('-', ' ')}${unit}`;
  if (Array.isArray(value)) return sayList(rule, value, unit);
  if (value === null || typeof value !== 'object') return '';
  const entries = Object.entries(value);
  const on = entries.filter(([, one]) => one === true);
  if (entries.every(([, one]) => typeof one === 'boolean')) return `${on.length} of ${entries.length} services`;
  return `${entries.length} services`;
}

function sayList(rule: Pick<Rule, 'key'>, list: readonly unknown[], unit: string): string {
  if (list.length === 0) return `none yet`;
  if (list.every((one) => typeof one === 'number')) return `${list.join(', ')}${unit}`;
  if (list.every((one) => typeof one === 'string')) {
    return listWords(list.map((one) => CREDENTIAL_WORDS[one as CredentialKind] ?? String(one)));
  }
  return rule.key === 'holidays' ? `${list.length} days` : `${list.length} payers`;
}

export const serviceName = (service: string): string => SERVICE_WORDS[service as Service] ?? service;
