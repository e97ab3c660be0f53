import css from './PartScale.module.css';

export type Part = 1 | 2 | 3 | 4;
export const PART_WORDS: Record<Part, string> = { 1: 'listened', 2: 'little', 3: 'took part', 4: 'led' };
const PARTS: Part[] = [1, 2, 3, 4];

/** How much part somebody took in a group, 1 to 4, with its word beside. Without `onChange` it only shows. */
export function PartScale(props: { value: Part | null; onChange?: (part: Part) => void; who: string }) {
  const { value, onChange } = props;
  if (!onChange) {
    return (
      <span className={css.scale} role="img" aria-label={value === null ? 'part not written' : PART_WORDS[value]}>
        {PARTS.map((part) => <i key={part} className={css.block} data-on={value !== null && part <= value} />)}
      </span>
    );
  }
  return (
    <span className={css.whole}>
      <span className={css.scale} role="group" aria-label={`Part that ${props.who} took`}>
        {PARTS.map((part) => (
          <button
            key={part} type="button" className={css.press} aria-pressed={value === part} title={PART_WORDS[part]} aria-label={PART_WORDS[part]}
            onClick={() => onChange(part)}
          >
            <i className={css.block} data-on={value !== null && part <= value} />
          </button>
        ))}
      </span>
      <span className={css.word} aria-hidden>{value === null ? '' : PART_WORDS[value]}</span>
    </span>
  );
}
