import { useEffect, useRef, useState } from 'react';
import { useAct } from '../../../web/operations.ts';
import { saveAssessment } from '../api.ts';
import type { OpenSheet, SheetForm } from './sheet.ts';

const PAUSE_MS = 700;

/**
 * Sends the sheet after a pause, one save at a time, naming the version it was typed on. If somebody saved meanwhile
 * it stops and offers both: theirs or mine.
 */
export function useAutosave(sheet: OpenSheet, form: SheetForm, may: boolean) {
  const act = useAct(saveAssessment);
  const version = useRef(sheet.version);
  const sent = useRef(JSON.stringify(sheet.details));
  const busy = useRef(false);
  const [round, setRound] = useState(0);
  const text = JSON.stringify(form.values);
  const latest = useRef(text);
  latest.current = text;
  const failure = act.error?.failure;
  const conflict = failure?.kind === 'refusal' && failure.reason === 'changed-meanwhile';
  const save = async (): Promise<boolean> => {
    busy.current = true;
    const saved = await act.send({
      clientId: sheet.clientId, assessmentId: sheet.assessmentId, details: JSON.parse(text), version: version.current,
    });
    busy.current = false;
    if (saved) {
      version.current = saved.version;
      sent.current = text;
      // The server has it: the draft on this device would only stand against what others save later.
      if (latest.current === text) await form.done();
    }
    setRound((n) => n + 1);
    return saved !== undefined;
  };
  useEffect(() => {
    if (!may || conflict || text === sent.current || busy.current) return undefined;
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
    // The save reads what it needs from refs; it runs when the text, or the end of the save before it, asks for it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text, round, conflict, may]);
  const free = (): void => {
    version.current = sheet.version;
    act.forget();
    setRound((n) => n + 1);
  };
  return {
    error: conflict ? null : act.error,
    conflict,
    saving: act.busy || text !== sent.current,
    /** The version that the server holds once everything typed is there; `null` while it is not. */
    settled: async (): Promise<string | null> => (text === sent.current || await save() ? version.current : null),
    mine: free,
    theirs: () => {
      sent.current = JSON.stringify(sheet.details);
      form.change(() => sheet.details);
      free();
    },
  };
}
