/**
 * A linear program whose columns are mostly yes or no: what a room writes and a solver answers. Arrays, no names: whoever
 * wrote it knows what a column means.
 */
export type Row = { least: number; most: number; at: number[]; times: number[] };

export type Program = {
  /** What every answer costs, whatever is taken. */
  offset: number;
  /** What each column costs where it is taken; the least sum is sought. */
  costs: number[];
  /** Each column lies between these. */
  least: number[];
  most: number[];
  /** Whether a column takes whole numbers only. */
  whole: boolean[];
  rows: Row[];
};

export type Progress = { seconds: number; found: number | null; bound: number | null; gap: number | null };

/**
 * What a solver says. `gap` is how far the answer may be from the best there is: 0 is proven, 0.01 is within a hundredth,
 * null is not known.
 */
export type Solution =
  | { kind: 'found'; values: number[]; cost: number; gap: number | null; seconds: number; ended: 'proven' | Cut }
  | { kind: 'impossible'; seconds: number }
  | { kind: 'no-answer'; because: Cut; seconds: number };

/** Why a search ended early. */
export type Cut = 'time' | 'stopped' | 'crashed';

export type SolveOptions = {
  /** How long to search at most. */
  seconds: number;
  /** How near to the optimum is near enough; 0 asks for the optimum itself. */
  gap?: number;
  /** Values of some columns to begin from. */
  begin?: { at: number[]; values: number[] };
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
};

export type Solve = (program: Program, options: SolveOptions) => Promise<Solution>;

export const anyRow = (at: number[], least: number, most: number, times?: number[]): Row =>
  ({ least, most, at, times: times ?? at.map(() => 1) });
