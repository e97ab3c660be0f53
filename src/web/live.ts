import type { QueryClient } from '@tanstack/react-query';
import { workingFor } from './call.ts';
import { touches, type Change } from './touches.ts';

/** Listens to what others change and reads the open screens anew. Returns how to stop. */
export function listenLive(queries: QueryClient): () => void {
  const source = new EventSource(`/live?agency=${workingFor() ?? ''}`, { withCredentials: true });
  const waiting: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    timer = null;
    const changes = waiting.splice(0);
    void queries.invalidateQueries({ predicate: (query) => changes.some((change) => touches(change, query.queryKey)) });
  };
  let opened = false;
  source.onopen = () => {
    // What was told while the stream was cut reached nobody.
    if (opened) void queries.invalidateQueries();
    opened = true;
  };
  source.onmessage = (event) => {
    try {
      const changes = JSON.parse(String(event.data)) as Change[];
      // A supporter is told only that something changed.
      waiting.push(...(changes.length === 0 ? [{ clientId: null, operation: '' }] : changes));
    } catch {
      return;
    }
    timer ??= setTimeout(flush, 250);
  };
  return () => {
    source.close();
    if (timer !== null) clearTimeout(timer);
  };
}
