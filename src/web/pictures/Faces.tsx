import { IconMoodCry, IconMoodEmpty, IconMoodHappy, IconMoodSad, IconMoodSmile, type Icon } from '@tabler/icons-react';
import css from './Faces.module.css';

export type Mood = 1 | 2 | 3 | 4 | 5;
export const MOOD_WORDS: Record<Mood, string> = { 1: 'awful', 2: 'low', 3: 'so-so', 4: 'good', 5: 'great' };
const SHAPES: Record<Mood, Icon> = { 1: IconMoodCry, 2: IconMoodSad, 3: IconMoodEmpty, 4: IconMoodSmile, 5: IconMoodHappy };
const MOODS: Mood[] = [1, 2, 3, 4, 5];

/** How are you? Five faces with their words. */
export function Faces(props: { value: Mood | null; onChange: (mood: Mood) => void; label?: string }) {
  return (
    <div className={css.faces} role="group" aria-label={props.label ?? 'How are you?'}>
      {MOODS.map((mood) => {
        const Shape = SHAPES[mood];
        return (
          <button key={mood} type="button" className={css.face} aria-pressed={props.value === mood} onClick={() => props.onChange(mood)}>
            <Shape size={32} stroke={1.6} aria-hidden /><span>{MOOD_WORDS[mood]}</span>
          </button>
        );
      })}
    </div>
  );
}
