import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

type TextElement = HTMLInputElement | HTMLTextAreaElement;

/**
 * Binds a text control to a value without ever touching text that is being composed (Chinese, Japanese, Korean input).
 * `read` gives the value, `write` takes what the person typed. While a composition runs nothing is written and no
 * value from outside reaches the control; at its end the composed text is written once.
 */
export function typedText(read: () => string, write: (text: string) => void): Attachment<TextElement> {
  return (node) => {
    let composing = false;

    function commit() {
      if (node.value !== untrack(read)) write(node.value);
    }
    function oninput() {
      if (!composing) commit();
    }
    function oncompositionstart() {
      composing = true;
    }
    function oncompositionend() {
      composing = false;
      commit();
    }

    // The control's own text follows the value, for example when a note was added and the field empties.
    $effect(() => {
      const text = read();
      if (!composing && node.value !== text) node.value = text;
    });

    node.addEventListener('input', oninput);
    node.addEventListener('compositionstart', oncompositionstart);
    node.addEventListener('compositionend', oncompositionend);
    return () => {
      node.removeEventListener('input', oninput);
      node.removeEventListener('compositionstart', oncompositionstart);
      node.removeEventListener('compositionend', oncompositionend);
    };
  };
}

/**
 * Whether a key event belongs to text being composed, so that Enter picks a candidate and must not do anything else.
 * Safari ends the composition before the Enter that ended it and marks it only by key code 229.
 */
export function isComposingKey(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
