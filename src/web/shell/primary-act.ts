/**
 * Brings the keyboard to what the page ends in: the filled button of an open dialog, of the dock, or of the page. It is
 * only brought there; Enter then does it, so that nothing is signed by a slip.
 */
export function focusPrimaryAct(): void {
  const dialogs = document.querySelectorAll('[role=dialog]');
  const within = [...dialogs].at(-1) ?? document.getElementById('main');
  const acts = [...within?.querySelectorAll<HTMLButtonElement>('button[data-variant=filled]:not(:disabled)') ?? []].filter((act) => act.checkVisibility());
  (acts.find((act) => act.closest('[data-dock]')) ?? acts[0])?.focus();
}
