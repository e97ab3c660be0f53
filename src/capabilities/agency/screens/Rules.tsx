import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Row, Rows, Section, Shown, Stacked, Tag } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayCount, sayDate, sentence } from '../../../web/words.ts';
import { readRules } from '../api.ts';
import { byArea, sayValue, type Rule } from './rule-words.ts';
import css from './Rules.module.css';

/** The rule book: every number the program runs on, what it means, where it comes from. */
export default function Rules() {
  const today = dateIn(useMinute(), useZone());
  const [words, setWords] = useState('');
  const read = useRead(readRules, {});
  return (
    <Shown read={read} rows={10}>
      {({ rules }) => {
        const own = rules.filter((rule) => rule.changes.length > 0);
        const found = rules.filter((rule) => `${rule.key} ${rule.words} ${rule.source}`.toLowerCase().includes(words.trim().toLowerCase()));
        return (
          <>
            <PageHead tab="Rules" title={own.length === 0 ? 'The rules are as they came.' : `${sentence(sayCount(own.length, 'rule is', 'rules are'))} your own.`}
              under={`${rules.length} rules, each with its source. A change holds from a day on; the days before keep what held then.`} />
            <TextInput className={css.search!} aria-label="Find a rule" placeholder="Find a rule" leftSection={<IconSearch size={17} />} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
            {found.length === 0 && <Empty>No rule speaks of that. Try another word.</Empty>}
            <Stacked>
              {byArea(found).map(({ area, rules: mine }) => (
                <Section key={area} title={area}>
                  <Rows>
                    {mine.map((rule) => (
                      <Row key={rule.key} title={<Go to={`/rules/${rule.key}`}>{rule.words}</Go>} sub={<>{rule.source}{planned(rule, today)}</>} right={<b className={css.value}>{sayValue(rule, rule.value)}</b>}
                        action={rule.changes.length > 0 ? <Tag>your own</Tag> : undefined} />
                    ))}
                  </Rows>
                </Section>
              ))}
            </Stacked>
          </>
        );
      }}
    </Shown>
  );
}

function planned(rule: Rule, today: string): string {
  const next = rule.changes.filter((one) => one.from > today).toSorted((a, b) => a.from.localeCompare(b.from))[0];
  return next ? ` · ${sayValue(rule, next.value)} from ${sayDate(next.from, today)}` : '';
}
