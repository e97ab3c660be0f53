import { newId } from '../../../shared/ids.ts';
import { readKioskDay, syncKiosk } from '../api.ts';

/** What came of asking the server: its value with its clock, a no in words, taken back, or no connection. */
export type Asked<T> = { kind: 'value'; value: T; nowMs: number } | { kind: 'no'; say: string } | { kind: 'gone' } | { kind: 'offline' };

async function ask<T>(path: string, body: unknown): Promise<Asked<T>> {
  let response: Response;
  try {
    response = await fetch(path, { method: 'POST', credentials: 'same-origin', body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-operation-id': newId() } });
  } catch {
    return { kind: 'offline' };
  }
  const answer = (await response.json().catch(() => null)) as { value?: T; refusal?: { say: string } } | null;
  if (response.status === 401) return { kind: 'gone' };
  if (response.ok && answer !== null && 'value' in answer) {
    return { kind: 'value', value: answer.value as T, nowMs: Date.parse(response.headers.get('x-now') ?? '') };
  }
  return answer?.refusal ? { kind: 'no', say: answer.refusal.say } : { kind: 'offline' };
}

export const pairWith = (code: string) => ask<{ kioskId: string }>('/kiosk/pair', { code });
export async function fetchDay() {
  const asked = await ask<unknown>(`/kiosk/rpc/${readKioskDay.name}`, { input: {} });
  return asked.kind === 'value' ? { ...asked, value: readKioskDay.output.parse(asked.value) } : asked;
}
export async function sendWords(input: Parameters<typeof syncKiosk.input.parse>[0]) {
  const asked = await ask<unknown>(`/kiosk/rpc/${syncKiosk.name}`, { input });
  return asked.kind === 'value' ? { ...asked, value: syncKiosk.output.parse(asked.value) } : asked;
}
