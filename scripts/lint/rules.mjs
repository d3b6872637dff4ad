/** Lint rules of this project: every sentence goes through the messages, and no style stands in the markup. */

const LETTER = /\p{L}/u;

/** Attributes that a person reads or hears, of elements and of our own components. */
const SPOKEN = new Set(
  (
    'aria-label aria-description aria-roledescription aria-valuetext alt placeholder title label hint caption heading ' +
    'description message text summary sub subtitle emptyText confirmLabel cancelLabel'
  ).split(' '),
);

/** Text in markup is a message (`{m.area_name()}`), in all three languages. */
const noRawText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      raw: '"{{text}}" is not translated. Put it into src/i18n/messages/<area>/ and write {m.area_name()} here.',
    },
  },
  create(context) {
    const report = (node, text) => {
      if (LETTER.test(text)) context.report({ node, messageId: 'raw', data: { text: text.trim().slice(0, 40) } });
    };
    return {
      SvelteText(node) {
        if (!isCode(node.parent)) report(node, node.value);
      },
      'SvelteMustacheTag[kind="text"]'(node) {
        if (node.parent.type === 'SvelteAttribute') return;
        for (const literal of literalsShown(node.expression)) report(literal, textOf(literal));
      },
      SvelteAttribute(node) {
        if (!SPOKEN.has(node.key.name)) return;
        for (const part of node.value) {
          if (part.type === 'SvelteLiteral') report(part, part.value);
          else for (const literal of literalsShown(part.expression)) report(literal, textOf(literal));
        }
      },
    };
  },
};

/** A `style="…"` in the markup is refused by the Content-Security-Policy of the built page. */
const noStaticStyle = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { style: 'The Content-Security-Policy refuses style="…". Use a class or the style:property directive.' },
  },
  create: (context) => ({
    SvelteAttribute(node) {
      if (node.key.name === 'style') context.report({ node, messageId: 'style' });
    },
  }),
};

/** Whether the text of this element is code rather than words. */
function isCode(node) {
  return node?.type === 'SvelteStyleElement' || node?.type === 'SvelteScriptElement';
}

/** The string literals that an expression may evaluate to: through `a ? b : c`, `a ?? b`, `a || b`, `a && b`. */
function literalsShown(node) {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node] : [];
    case 'TemplateLiteral':
      return node.quasis;
    case 'ConditionalExpression':
      return [...literalsShown(node.consequent), ...literalsShown(node.alternate)];
    case 'LogicalExpression':
      return [...literalsShown(node.left), ...literalsShown(node.right)];
    default:
      return [];
  }
}

/** The text of a string literal or of one fixed part of a template literal. */
function textOf(node) {
  return node.type === 'Literal' ? node.value : node.value.cooked;
}

export default { rules: { 'no-raw-text': noRawText, 'no-static-style': noStaticStyle } };
