/** A browser that is a tablet at the door shows the door and nothing else, whatever address somebody finds a way to. */
const DOOR = 'door';
export const DOOR_PATH = '/kiosk';

export const isDoor = (): boolean => localStorage.getItem(DOOR) !== null;
export const becomeDoor = (yes: boolean): void => (yes ? localStorage.setItem(DOOR, 'y') : localStorage.removeItem(DOOR));

/** Brings such a browser back to the door. True: the page is on its way there. */
export function keptAtDoor(): boolean {
  if (!isDoor() || window.location.pathname === DOOR_PATH) return false;
  window.location.replace(DOOR_PATH);
  return true;
}
