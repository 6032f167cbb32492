import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Frames without an origin of their own answer, too. */
const ENGINE = `${axe.source}; axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] })`;
/** Looks of text whose contrast is good: working it out is most of a check, and pages share a few dozen looks. */
const good = new Set<string>();

/** What axe has against the page, all its frames included. */
export async function complaintsOf(page: Page): Promise<string[]> {
  const frames = page.frames();
  if (frames.length > 1 || !(await page.evaluate(() => 'axe' in globalThis)))
    for (const frame of frames) await frame.evaluate(ENGINE);
  const { complaints, passed } = await page.evaluate(check, [...good]);
  for (const look of passed) good.add(look);
  return complaints;
}

/** In the page. A text is taken for another when it has the same colour, size and weight on the same ground. */
async function check(known: string[]): Promise<{ complaints: string[]; passed: string[] }> {
  const engine = (globalThis as unknown as { axe: typeof axe }).axe;
  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element) => {
    const style = styles.get(element) ?? getComputedStyle(element);
    styles.set(element, style);
    return style;
  };
  const lookOf = (element: Element) => {
    const { color, fontSize, fontWeight } = styleOf(element);
    const look = [color, fontSize, fontWeight];
    // What is switched off may be pale, and axe passes it over.
    if (element.closest(':disabled, [aria-disabled="true"], label:has(:disabled)')) look.push('off');
    for (let ground: Element | null = element; ground; ground = ground.parentElement) {
      const { opacity, backgroundColor, backgroundImage } = styleOf(ground);
      if (opacity !== '1') look.push(opacity);
      if (backgroundImage !== 'none') look.push(backgroundImage);
      if (!/^rgba\(.*, 0\)$/.test(backgroundColor)) look.push(backgroundColor);
      if (/^rgb\(/.test(backgroundColor)) break;
    }
    return look.join(' ');
  };

  const fresh = new Map<string, Element>();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!element || !texts.currentNode.textContent?.trim() || !element.checkVisibility()) continue;
    const look = lookOf(element);
    if (!known.includes(look) && !fresh.has(look)) fresh.set(look, element);
  }

  // At once, before anything that is about to leave has left.
  const contrast =
    fresh.size > 0 &&
    (await engine.run(
      { include: [...fresh.values()] },
      {
        runOnly: { type: 'rule', values: ['color-contrast'] },
        resultTypes: ['violations', 'passes'],
        elementRef: true,
      },
    ));
  const all = await engine.run(document, {
    resultTypes: ['violations'],
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    rules: { 'color-contrast': { enabled: false } },
  });
  const violations = [...(contrast ? contrast.violations : []), ...all.violations];
  const passed = contrast ? contrast.passes.flatMap(({ nodes }) => nodes.map(({ element }) => element)) : [];
  return {
    complaints: violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
    passed: passed.flatMap((element) => (element ? [lookOf(element)] : [])),
  };
}
