/** The pictures of Stepwell: plain data in, one component each. */
export { AttendanceMark, Mark, type AttendanceKind, type MarkKind } from './Mark.tsx';
export { KIND_WORDS, SessionIcon } from './SessionIcon.tsx';
export { WeekMiniature, WeekStrip } from './WeekStrip.tsx';
export { HoursEdge } from './HoursEdge.tsx';
export type { SessionKind, WeekBlock, WeekHours, WeekLife } from './week-shape.ts';
export { NextStep, Path, type PathStep } from './Path.tsx';
export { markOf, ObligationRow, Obligations, rowOf, type ObligationRowProps } from './ObligationRow.tsx';
export { Trajectory, TrajectoryRange } from './Trajectory.tsx';
export type {
  CheckInLane, DatedValue, MedicationLane, ScoreLane, TestPoint, TestResult, TrajectoryData, WeekKept,
} from './trajectory-shape.ts';
export { TestShape } from './TestShape.tsx';
export { Thread, type ThreadRow } from './Thread.tsx';
export { Figure, Figures, LineWithFloor, Seats, SeatsBar, StepBars } from './Board.tsx';
export { Faces, MOOD_WORDS, type Mood } from './Faces.tsx';
export { PART_WORDS, PartScale, type Part } from './PartScale.tsx';
export { Logo } from './Logo.tsx';
