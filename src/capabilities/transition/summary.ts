/** The discharge summary (PR-95): assembled from facts, one line each, so that nothing is typed that is already known. */
import { daysBetween, sayDocumentDate, type LocalDate } from '../../shared/dates.ts';
import { capital } from '../../shared/words.ts';
import { DISCHARGE_WORDS, SUMMARY_PARTS, SUMMARY_WORDS, type Discharge, type SummaryPart } from './model.ts';

export type SummaryFacts = {
  clientName: string;
  admittedOn: LocalDate;
  discharge: Discharge;
  presenting: string;
  diagnosesAtAdmission: string[];
  diagnosesNow: string[];
  services: { name: string; sessions: number; minutes: number }[];
  attendance: { planned: number; kept: number; noShows: number };
  objectives: { words: string; status: string; progress: string }[];
  tests: { done: number; expected: number; missed: number };
  instruments: { code: string; first: number; last: number; times: number; lowerIsBetter: boolean }[];
  medications: string[];
  risk: string;
  strengths: string;
  needsOpen: string[];
  levelNow: string;
  referrals: { to: string; appointmentOn: LocalDate | null }[];
  continuingCare: string;
};

/** Each part of the summary as text. A part without facts says so: an empty line in a summary is a question later. */
export function assembleSummary(f: SummaryFacts, added: Partial<Record<SummaryPart, string>> = {}): { part: SummaryPart; title: string; text: string }[] {
  const hours = f.services.reduce((sum, s) => sum + s.minutes, 0) / 60;
  const text: Record<SummaryPart, string> = {
    stay: `${sayDocumentDate(f.admittedOn)} to ${sayDocumentDate(f.discharge.on)}, ${daysBetween(f.admittedOn, f.discharge.on)} days. ${capital(DISCHARGE_WORDS[f.discharge.type])}: ${f.discharge.reason}`,
    presenting: f.presenting,
    diagnoses: [`At admission: ${list(f.diagnosesAtAdmission)}`, `At discharge: ${list(f.diagnosesNow)}`].join('\n'),
    services: f.services.length === 0 ? '' : [
      ...f.services.map((s) => `${s.name}: ${s.sessions} ${s.sessions === 1 ? 'session' : 'sessions'}, ${tenth(s.minutes / 60)} h`), `In all: ${tenth(hours)} h`].join('\n'),
    attendance: `${f.attendance.kept} of ${f.attendance.planned} sessions kept, ${f.attendance.noShows} missed without word`,
    objectives: f.objectives.map((o) => `${o.words}: ${o.status}${o.progress ? `, ${o.progress}` : ''}`).join('\n'),
    tests: f.tests.done === 0 ? '' : `${f.tests.done} done, ${f.tests.expected} as expected, ${f.tests.missed} missed`,
    instruments: f.instruments.map((i) => `${i.code}: ${i.times === 1 ? `${i.first}, asked once` : `${i.first} to ${i.last}`}${i.lowerIsBetter ? ' (lower is better)' : ' (higher is better)'}`).join('\n'),
    medication: f.medications.join('\n'),
    risk: f.risk,
    strengths_and_needs: [f.strengths, f.needsOpen.length > 0 ? `Still open: ${f.needsOpen.join('; ')}` : ''].filter(Boolean).join('\n'),
    level: f.levelNow,
    referrals: f.referrals.map((r) => `${r.to}${r.appointmentOn ? `, ${sayDocumentDate(r.appointmentOn)}` : ', no appointment yet'}`).join('\n'),
    continuing_care: f.continuingCare,
    client_statement: f.discharge.clientStatement,
  };
  return SUMMARY_PARTS.map((part) => ({
    part, title: SUMMARY_WORDS[part], text: [text[part], added[part] ?? ''].filter(Boolean).join('\n') || 'Nothing on record.',
  }));
}

const list = (items: string[]): string => (items.length === 0 ? 'none on record' : items.join('; '));
const tenth = (n: number): string => String(Math.round(n * 10) / 10);
