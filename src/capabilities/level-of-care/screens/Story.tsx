import { Textarea } from '@mantine/core';
import { Section } from '../../../web/parts/index.ts';
import { STORY_PARTS, STORY_WORDS } from '../assessment.ts';
import type { SheetForm } from './sheet.ts';
import css from './Diagnoses.module.css';

/** The person's story, told once: later assessments start from it. */
export function Story({ form }: { form: SheetForm }) {
  return (
    <Section title="Their story">
      <div className={css.all}>
        {STORY_PARTS.map((part) => (
          <Textarea key={part} label={STORY_WORDS[part]} autosize minRows={2} maxRows={20} maxLength={6000} value={form.values.story[part]}
            onChange={(event) => {
              const text = event.currentTarget.value;
              form.change((all) => ({ ...all, story: { ...all.story, [part]: text } }));
            }} />
        ))}
      </div>
    </Section>
  );
}
