import { Button } from '@mantine/core';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { DateField, FieldGrid, TextField } from '../../../web/fields/index.ts';
import { ErrorBox, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { sayDay } from '../../../web/words.ts';
import { adoptDecisionTable, readDecisionTable } from '../api.ts';
import { conditionWords, type DecisionTable, type TableCase } from '../decision-table.ts';
import { DIMENSIONS, DIMENSION_WORDS, LEVELS, RATING_WORDS, type Dimension, type Level } from '../model.ts';
import css from './TableEditor.module.css';

/** The agency's own table from ratings to levels, changed from a day on. Signed decisions keep theirs. */
export default function TableEditor() {
  const read = useRead(readDecisionTable, {});
  return <Shown read={read} rows={8}>{(found) => <Editor key={`${found.table.name} ${found.table.version}`} found={found} />}</Shown>;
}

function Editor({ found }: { found: { table: DecisionTable; adopted: { name: string; version: string; fromOn: string; by: string }[] } }) {
  const form = useKeptForm('level-table', {
    name: found.table.name, version: '', fromOn: null as string | null, cells: found.table.cells,
  });
  const adopt = useAct(adoptDecisionTable, { form });
  const { name, version, fromOn, cells } = form.values;
  const changed = JSON.stringify(cells) !== JSON.stringify(found.table.cells);
  const setCase = (which: Dimension, rating: number, at: number, next: TableCase): void => form.set('cells', {
    ...cells, [which]: cells[which].map((cases, value) => (value === rating ? cases.map((one, index) => (index === at ? next : one)) : cases)),
  });
  return (
    <>
      <PageHead title={changed ? 'Changed, not adopted yet.' : `${found.table.name} ${found.table.version} holds today.`}
        under="What each rating asks for at least. The highest of the six is what is proposed; a clinician decides." />
      <Stacked>
        <div className={css.scroll} role="region" aria-label="Table from ratings to levels">
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Dimension</th>
                {RATING_WORDS.map((words, value) => <th key={words} scope="col">{value} <small>{words}</small></th>)}
              </tr>
            </thead>
            <tbody>
              {DIMENSIONS.map((which) => (
                <tr key={which}>
                  <th scope="row">{which} <small>{DIMENSION_WORDS['3'][which]}</small></th>
                  {cells[which].map((cases, rating) => (
                    <td key={rating} data-fault={form.errorOf(`table.cells.${which}.${rating}`) !== undefined}>
                      {cases.map((one, at) => (
                        <div key={at} className={css.case}>
                          {one.if && <small>if {conditionWords(one)}</small>}
                          <select aria-label={`${which} rated ${rating}${one.if ? `, if ${conditionWords(one)}` : ''}`} value={one.level}
                            onChange={(event) => setCase(which, rating, at, { ...one, level: event.currentTarget.value as Level })}>
                            {LEVELS.map((level) => <option key={level} value={level}>{level}</option>)}
                          </select>
                          <small>{[one.coe ? 'COE' : '', ...(one.beside ?? [])].filter(Boolean).join(', ')}</small>
                        </div>
                      ))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Section title="Adopt">
          <FieldGrid columns={3}>
            <TextField form={form} name="name" label="Name" maxLength={80} />
            <TextField form={form} name="version" label="Version" placeholder="2" maxLength={20} />
            <DateField form={form} name="fromOn" label="From" />
          </FieldGrid>
          <ErrorBox error={adopt.error} />
          <div className={css.acts}>
            <Button variant="filled" loading={adopt.busy} disabled={!changed || version.trim() === '' || fromOn === null}
              onClick={() => fromOn !== null && void adopt.send({ table: { name, version, cells }, fromOn })}>
              {fromOn === null ? 'Adopt this table' : `Adopt from ${sayDay(fromOn)}`}
            </Button>
            <Button variant="subtle" onClick={form.reset}>Start over</Button>
          </div>
        </Section>
        {found.adopted.length > 0 && (
          <Section title="Adopted before" count={found.adopted.length}>
            <Rows>
              {found.adopted.map((one) => (
                <Row key={`${one.name}${one.version}`} title={`${one.name} ${one.version}`} sub={`from ${sayDay(one.fromOn)}, ${one.by}`} />
              ))}
            </Rows>
          </Section>
        )}
      </Stacked>
    </>
  );
}
