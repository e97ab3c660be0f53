/** Two hands on a keyboard: what cannot be reached by Tab, pressed by a key or seen in focus, cannot be done with them. */
import assert from 'node:assert/strict';
import type { ElementHandle, Locator, Page } from '@playwright/test';

/** Nobody presses Tab more often than this to get somewhere. */
const FAR = 160;

export type Hands = {
  /** Keys pressed so far; prose typed is not counted. */
  readonly actions: number;
  /** Tabs forward, or back where the thing stands before, until it has the focus; the focus must be seen. */
  reach(target: Locator): Promise<void>;
  /** Reaches it and presses a key on it; Enter for what is pressed, Space for what is ticked. */
  press(target: Locator, key?: string): Promise<void>;
  /** Presses a key wherever the focus is. */
  key(key: string, times?: number): Promise<void>;
  /** Reaches a text box and types prose into it in place of what stood there. */
  write(target: Locator, words: string): Promise<void>;
  /** Types prose where the focus is. */
  type(words: string): Promise<void>;
  /** Ctrl K, some letters, and Enter on what they find: a person or a page. */
  goTo(words: string, found: string | RegExp): Promise<void>;
  /** One of a few seen at once: reaches the group, moves to the answer by arrows. */
  choose(group: Locator, answer: string | RegExp): Promise<void>;
  /** One of a list that opens: reaches it and moves down it to the label. */
  pick(list: Locator, label: string | RegExp): Promise<void>;
};

export function handsOn(page: Page): Hands {
  let actions = 0;
  const key = async (name: string, times = 1): Promise<void> => {
    for (let i = 0; i < times; i++) await page.keyboard.press(name);
    actions += times;
  };

  /** Where the focus stands to the thing: `there`, or the key that goes towards it. */
  const way = (thing: ElementHandle): Promise<'there' | 'Tab' | 'Shift+Tab' | 'gone'> => thing.evaluate((element) => {
    const active = document.activeElement;
    if (!element.isConnected) return 'gone';
    if (active === element) return 'there';
    if (!active || active === document.body) return 'Tab';
    return (active.compareDocumentPosition(element as Node) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ? 'Shift+Tab' : 'Tab';
  });

  const reach = async (target: Locator): Promise<void> => {
    let thing = (await target.elementHandle())!;
    for (let tabs = 0; tabs < FAR; tabs++) {
      const next = await way(thing);
      if (next === 'gone') thing = (await target.elementHandle())!;
      else if (next !== 'there') await key(next);
      else return assertSeen(thing, String(target));
    }
    throw new Error(`Tab does not lead to ${String(target)}; it stands on ${await describeFocus(page)}`);
  };

  return {
    get actions() {
      return actions;
    },
    reach, key,
    press: async (target, name = 'Enter') => {
      await reach(target);
      await key(name);
    },
    write: async (target, words) => {
      await reach(target);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(words);
    },
    type: (words) => page.keyboard.type(words),
    goTo: async (words, found) => {
      await key('ControlOrMeta+K');
      const palette = page.getByRole('dialog');
      await palette.getByRole('textbox').and(page.locator(':focus')).waitFor();
      await page.keyboard.type(words);
      await palette.getByText(found).first().waitFor();
      await key('Enter');
      await palette.waitFor({ state: 'detached' });
    },
    choose: async (group, answer) => {
      const radio = (await group.getByRole('radio', { name: answer }).first().elementHandle())!;
      const all = group.getByRole('radio');
      const checked = group.getByRole('radio', { checked: true });
      // a group of radio buttons is one stop of Tab: at the answer given, or at either end
      const forward = await way((await all.first().elementHandle())!) !== 'Shift+Tab';
      await reach(await checked.count() > 0 ? checked.first() : forward ? all.first() : all.last());
      for (let moves = 0; moves < 20; moves++) {
        const next = await way(radio);
        if (next === 'there') {
          if (!await radio.isChecked()) await key('Space');
          return;
        }
        await key(next === 'Tab' ? 'ArrowRight' : 'ArrowLeft');
      }
      throw new Error(`arrows do not lead to ${String(answer)}`);
    },
    pick: async (list, label) => {
      await reach(list);
      const shown = (): Promise<string> => list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.label ?? '');
      const fits = (words: string): boolean => (typeof label === 'string' ? words === label : label.test(words));
      for (let moves = 0; moves < 60 && !fits(await shown()); moves++) await key('ArrowDown');
      assert.ok(fits(await shown()), `no ${String(label)} in the list`);
    },
  };
}

/** Whoever looks must see where the keyboard is: compared with the same thing without the focus, something differs. */
async function assertSeen(thing: ElementHandle, name: string): Promise<void> {
  const seen = await thing.evaluate((node) => {
    const element = node as HTMLElement;
    const frame = element.parentElement!;
    const copy = frame.cloneNode(true) as HTMLElement;
    // a second radio button of the same name would take the answer from the first
    for (const named of copy.querySelectorAll('[name]')) named.removeAttribute('name');
    frame.after(copy);
    const looks = (root: Element): string[] => [root, ...root.querySelectorAll('*')].map((one) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(one);
      return [outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor].join();
    });
    const plain = looks(copy);
    const differs = looks(frame).some((look, i) => look !== plain[i]);
    copy.remove();
    const { top, bottom } = (element.getBoundingClientRect().height > 1 ? element : frame).getBoundingClientRect();
    return { differs, inWindow: bottom > 0 && top < innerHeight };
  });
  assert.ok(seen.differs, `the focus on ${name} is not seen`);
  assert.ok(seen.inWindow, `${name} has the focus outside of the window`);
}

const describeFocus = (page: Page): Promise<string> => page.evaluate(() => {
  const one = document.activeElement;
  return one ? `${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent?.slice(0, 60) ?? ''}` : 'nothing';
});
