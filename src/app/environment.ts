/** Chat apps whose built-in browsers throw data away or hide it: no record can be made inside them. */
export type ChatApp = 'wechat' | 'wecom' | 'dingtalk' | 'qq' | 'feishu';

const CHAT_APPS: [ChatApp, RegExp][] = [
  ['wecom', /wxwork/i],
  ['wechat', /MicroMessenger/i],
  ['dingtalk', /DingTalk|AliApp\(DingTalk/i],
  // The QQ app itself; QQ Browser (MQQBrowser alone) is a browser like any other.
  ['qq', /\bQQ\/\d/],
  ['feishu', /\b(Lark|Feishu)\//i],
];

/** The chat app whose built-in browser this is, or null. */
export function chatAppOf(userAgent: string): ChatApp | null {
  return CHAT_APPS.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null;
}
