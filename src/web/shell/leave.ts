import { createContext } from 'react';

/** Leaving: the sign-in ends, the device drops its key, and nothing of the page stays in memory. */
export const LeaveContext = createContext<{ here: () => void; everywhere: () => void }>({ here: () => undefined, everywhere: () => undefined });
