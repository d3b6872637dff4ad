/**
 * Gives a scrolling element a tab stop while its content is larger than itself, so that the arrow keys can scroll it;
 * none otherwise, so that nobody tabs to something that does nothing.
 */
export function focusableWhenScrolling(node: HTMLElement): () => void {
  function check() {
    const scrolls = node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1;
    if (scrolls) node.tabIndex = 0;
    else node.removeAttribute('tabindex');
  }
  const sizes = new ResizeObserver(check);
  sizes.observe(node);
  for (const child of node.children) sizes.observe(child);
  return () => sizes.disconnect();
}
