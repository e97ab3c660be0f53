/** The parts that every screen is made of. */
export { PageHead } from './PageHead.tsx';
export { Card, Columns, Section, Stacked } from './Section.tsx';
export { Row, Rows } from './Row.tsx';
export { Reasons } from './Reasons.tsx';
export { Facts, Quote, Tag } from './Facts.tsx';
export { Empty, ErrorBox, Hint, Loading, Shown } from './State.tsx';
export { Dock } from './Dock.tsx';
export { SavedState } from './SavedState.tsx';
export { DataTable } from './DataTable.tsx';
export { ClientColumns } from './ClientColumns.tsx';
export { Meanwhile } from './Meanwhile.tsx';
