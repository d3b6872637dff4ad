import { expect, test } from 'vitest';
import { chatAppOf } from './environment.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

test.each([
  ['wechat', `${IPHONE} Mobile/15E148 MicroMessenger/8.0.42(0x18002a2c) NetType/WIFI Language/zh_CN`],
  ['wecom', `${IPHONE} Mobile/15E148 wxwork/4.1.20 MicroMessenger/7.0.1 Language/zh`],
  [
    'dingtalk',
    `${IPHONE} Mobile/21A329 AliApp(DingTalk/7.1.0) com.laiwang.DingTalk/3455 Channel/201200 language/zh-Hans-CN`,
  ],
  ['qq', `${IPHONE} Mobile/15E148 QQ/8.9.80.614 V1_IPH_SQ_8.9.80_1_APP_A Pixel/1170`],
  [
    'feishu',
    'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36 Lark/7.5.0 LarkLocale/zh_CN',
  ],
] as const)('the built-in browser of %s is recognised', (app, agent) => {
  expect(chatAppOf(agent)).toBe(app);
});

test.each([
  ['Safari', `${IPHONE} Version/17.0 Mobile/15E148 Safari/604.1`],
  ['Chrome', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'],
  ['QQ Browser', 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/98.0 MQQBrowser/13.8 Mobile Safari/537.36'],
])('%s is a browser like any other', (_name, agent) => {
  expect(chatAppOf(agent)).toBeNull();
});
