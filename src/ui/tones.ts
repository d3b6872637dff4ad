/** What a notice, badge or message means. Never told by colour alone: each tone has its icon or its words. */
export type Tone = 'info' | 'good' | 'warn' | 'bad';
