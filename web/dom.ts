/** Elements without a framework: text always becomes text nodes, so nothing that people typed can become markup. */

export type Child = Node | string | number | null | undefined | false | readonly Child[];
type Listener = (event: Event) => void | Promise<void>;
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | Listener>>;

/** Told of a failure in a listener that nobody waits for; the shell shows it. */
let failed: (error: unknown) => void = () => undefined;
export function onFailure(tell: (error: unknown) => void): void {
  failed = tell;
}

/** Runs what nobody waits for; its failure is shown. */
export function inBackground(work: Promise<void>): void {
  work.catch((error: unknown) => failed(error));
}

function listen(element: Element, name: string, listener: Listener): void {
  element.addEventListener(name, (event) => {
    const work = listener(event);
    if (work instanceof Promise) inBackground(work);
  });
}

function nodesOf(child: Child): readonly (Node | string)[] {
  if (child === null || child === undefined || child === false) return [];
  if (typeof child === 'string' || child instanceof Node) return [child];
  if (typeof child === 'number') return [String(child)];
  return child.flatMap(nodesOf);
}

function decorate(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') listen(element, name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
}

/** An element: attributes by their HTML names, listeners by the names of their events. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  decorate(element, attributes);
  element.append(...children.flatMap(nodesOf));
  return element;
}

/** An SVG element. */
export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Node[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  if (!(element instanceof SVGElement)) throw new TypeError(`${tag} is no element of SVG`);
  decorate(element, attributes);
  element.append(...children);
  return element;
}

export function replace(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren(...children.flatMap(nodesOf));
}
