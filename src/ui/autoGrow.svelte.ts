import type { Attachment } from 'svelte/attachments';

/**
 * Makes a textarea as high as its text, within its CSS limits, where the browser does not do so itself
 * (`field-sizing: content`). `read` is the value, so that a change from outside is followed too.
 */
export function autoGrow(read: () => string): Attachment<HTMLTextAreaElement> {
  return (node) => {
    if (CSS.supports('field-sizing', 'content')) return;

    function fit() {
      node.style.height = 'auto';
      // The borders are not part of scrollHeight.
      node.style.height = `${node.scrollHeight + node.offsetHeight - node.clientHeight}px`;
    }

    // The element's height follows the value; typing is followed by the listener, composition included.
    $effect(() => {
      read();
      fit();
    });
    node.addEventListener('input', fit);
    return () => node.removeEventListener('input', fit);
  };
}
