import type { TestResult } from './trajectory-shape.ts';

/**
 * A test in a picture, about 14 px around a point: hollow moss ring negative, clay diamond positive, diamond with ring
 * confirmed, ink cross missed, half ring pending, barred ring dilute or invalid.
 */
export function TestShape(props: { result: TestResult; x: number; y: number }) {
  const { x, y } = props;
  const diamond = `M${x} ${y - 7.5}L${x + 7.5} ${y}L${x} ${y + 7.5}L${x - 7.5} ${y}z`;
  switch (props.result) {
    case 'negative': return <circle cx={x} cy={y} r="6" fill="none" stroke="var(--mossFill)" strokeWidth="2" />;
    case 'positive': return <path d={diamond} fill="var(--clayFill)" />;
    case 'confirmed': return (
      <>
        <path d={`M${x} ${y - 5}L${x + 5} ${y}L${x} ${y + 5}L${x - 5} ${y}z`} fill="var(--clayFill)" />
        <circle cx={x} cy={y} r="8" fill="none" stroke="var(--clayFill)" strokeWidth="1.8" />
      </>
    );
    case 'missed': return <path d={`M${x - 5.5} ${y - 5.5}l11 11m0-11l-11 11`} stroke="var(--ink)" strokeWidth="2.2" strokeLinecap="round" />;
    case 'pending': return (
      <>
        <circle cx={x} cy={y} r="6" fill="none" stroke="var(--edge)" strokeWidth="1.8" strokeDasharray="2.5 2.5" />
        <path d={`M${x} ${y - 6}a6 6 0 0 1 0 12`} fill="none" stroke="var(--edge)" strokeWidth="2.2" />
      </>
    );
    case 'unusable': return (
      <>
        <circle cx={x} cy={y} r="6" fill="none" stroke="var(--edge)" strokeWidth="2" />
        <path d={`M${x - 8} ${y + 8}l16-16`} stroke="var(--edge)" strokeWidth="2" strokeLinecap="round" />
      </>
    );
  }
}
