/** What a column of a teacher list may hold. */
export const TEACHER_FIELDS = [
  'name',
  'familyName',
  'givenName',
  'number',
  'subjects',
  'group',
  'title',
  'serviceStart',
] as const;
export type TeacherField = (typeof TEACHER_FIELDS)[number];
/** What a header may say beside the fields: personal numbers, row numbers, Mr and Ms, or something known and not needed. */
export type HeaderWord = TeacherField | 'identity' | 'phone' | 'counts' | 'other';

/** Header words in the three languages; compared without spaces, case, marks and bracketed remarks. */
const HEADERS: Record<HeaderWord, string> = {
  name:
    '姓名 名字 名称 教师 教师姓名 老师 老师姓名 教工姓名 教职工姓名 职工姓名 员工姓名 任课教师 任教教师 中文姓名 名單 名稱 教師 教師姓名 ' +
    '老師 老師姓名 教職員姓名 中文名 中文名字 name fullname teacher teachername staffname staffmember nameofteacher teachers',
  familyName: '姓 姓氏 surname lastname familyname',
  givenName: '名 forename forenames firstname givenname givennames preferredname',
  number:
    '工号 编号 职工号 职工编号 教工号 教师号 教师编号 教职工号 员工号 员工编号 人员编号 人事编号 代码 工號 編號 教師編號 教職員編號 職員編號 ' +
    '員工編號 人事編號 教師代碼 代碼 staffno staffnumber staffid staffcode employeeno employeenumber employeeid ' +
    'teacherno teachernumber teacherid teachercode payrollno payrollnumber number code id',
  subjects:
    '学科 任教学科 科目 任教科目 所教学科 任课学科 学科名称 學科 任教學科 任教領域 任教科目 領域 專長 領域專長 任教領域科目 ' +
    'subject subjects teachingsubject teachingsubjects mainsubject subjecttaught subjectstaught teaches',
  group:
    '教研组 所在教研组 所属教研组 备课组 年级组 组别 组 学科组 部门 教研組 領域教學研究會 教學研究會 領域小組 科組 所屬科組 組別 組 部門 ' +
    '學科組 年級組 備課組 社群 group teachinggroup researchgroup department dept team faculty',
  title:
    '职称 专业技术职称 专业技术职务 职称等级 现有职称 教师职称 職稱 職級 professionaltitle rank grade payscale title',
  serviceStart:
    '参加工作时间 参加工作年月 参加工作日期 工作时间 从教时间 从教年月 任教时间 入职时间 入职日期 到校时间 初任日期 到職日 到職日期 到任日期 ' +
    '入職日期 初任教職日期 startdate startofservice servicestart datejoined joined joiningdate joiningyear dateofjoining starteddate',
  identity:
    '身份证 身份证号 身份证号码 证件号 证件号码 身分證 身分證字號 身份證 身份證號碼 idcard idcardno idcardnumber idnumber nationalid ' +
    'nric hkid ninumber nino nationalinsurance nationalinsurancenumber passport passportno passportnumber 护照 护照号 護照',
  phone:
    '电话 电话号码 联系电话 手机 手机号 手机号码 联系方式 電話 電話號碼 聯絡電話 手機 手機號碼 聯絡方式 行動電話 phone phoneno ' +
    'phonenumber telephone tel mobile mobileno mobilenumber cell cellphone contact contactno contactnumber',
  counts: '序号 序 次序 行号 序號 項次 no sn serial serialno row rowno rownumber',
  other:
    '性别 性別 民族 籍贯 出生日期 出生年月 生日 年龄 年齡 政治面貌 学历 學歷 学位 學位 毕业院校 職務 职务 岗位 备注 備註 邮箱 电子邮箱 ' +
    '電子郵件 地址 gender sex age dateofbirth dob birthday birthdate email emailaddress address salutation remarks notes ' +
    'post position role jobtitle qualification degree 班级 任教班级 班級 任教班級 班主任 class classes form formgroup room',
};

/** Words that also stand in ordinary rows; they make a header only beside a clearer one. */
const WEAK = new Set(
  'no id code title number group team grade rank class role post form room 组 組 名 姓 序'.split(' '),
);

const WORD_OF = new Map<string, HeaderWord>();
for (const [word, list] of Object.entries(HEADERS)) {
  for (const header of list.split(' ')) if (header && !WORD_OF.has(header)) WORD_OF.set(header, word as HeaderWord);
}

/** What a cell means as a column name, or null when it is no known one. */
export function headerWord(cell: string): HeaderWord | null {
  const key = headerKey(cell);
  return WORD_OF.get(key) ?? PARTS.find(([part]) => part.test(key))?.[1] ?? null;
}

/** Whether a known column name is one that ordinary rows hardly ever hold. */
export function isStrongHeader(cell: string): boolean {
  return headerWord(cell) !== null && !WEAK.has(headerKey(cell));
}

/** Longer column names by what they contain, first match wins. */
const PARTS: [RegExp, HeaderWord][] = [
  [/身[份分][证證]|护照|護照|nationalinsurance/, 'identity'],
  [/电话|電話|手机|手機|telephone|mobile|phonen/, 'phone'],
  [/(职称|職稱).*(时间|時間|日期|年月|证|證|编号|編號)/, 'other'],
  [/^(教师|教師|教职工|教職員).{0,4}姓名$/, 'name'],
  [/(教师|教師|教工|职工|職員|员工|員工|人员).{0,3}(编号|編號|代码|代碼|工号|工號)$|^工[号號]/, 'number'],
  [/任教.*(学科|學科|科目|領域)$|^(学科|學科)/, 'subjects'],
  [/(教研|备课|年级|科|教學研究|備課|年級)[组組會]$/, 'group'],
  [/^(专业技术)?(职称|職稱)/, 'title'],
];

function headerKey(cell: string): string {
  return cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【〔].*?[)\]】〕]/gu, '')
    .replace(/[\s\p{P}\p{S}]/gu, '');
}

const words = (list: string) => new Set(list.split('|'));

const SUBJECTS = words(
  '语文|数学|英语|外语|日语|俄语|物理|化学|生物|历史|地理|政治|思想政治|思政|道德与法治|道法|品德|品德与社会|科学|自然|音乐|美术|书法|艺术|' +
    '体育|体育与健康|信息|信息技术|信息科技|劳动|劳技|综合实践|综合实践活动|心理|心理健康|通用技术|地方课程|校本课程|' +
    '語文|國語|國文|中文|中國語文|數學|英語|英文|英國語文|社會|公民|公民與社會|生活|歷史|化學|理化|地球科學|地科|自然科學|科學|音樂|美術|' +
    '視覺藝術|視藝|表演藝術|體育|健康|健康教育|健體|資訊|資訊科技|電腦|生活科技|綜合|綜合活動|本土語文|閩南語|客家語|常識|人文|通識|通識教育|' +
    '普通話|倫理|宗教|家政|童軍|輔導|特教|特殊教育|經濟|企會財|中國歷史|中史|' +
    'english|english language|english literature|literacy|maths|math|mathematics|numeracy|science|physics|chemistry|biology|' +
    'history|geography|music|art|art & design|art and design|pe|physical education|games|computing|ict|it|computer science|' +
    'drama|french|spanish|german|latin|mandarin|mfl|languages|modern languages|re|rs|religious education|religious studies|' +
    'pshe|citizenship|design and technology|design & technology|dt|d&t|food|food technology|textiles|economics|business|' +
    'business studies|psychology|sociology|philosophy|mother tongue|chinese|malay|tamil|social studies|humanities|media|' +
    'media studies|sen|send|early years|reception|general paper|principles of accounts',
);

const TITLE_KEYS: Record<string, string> = {};
for (const [key, grade] of Object.entries({
  third: '三级',
  second: '二级',
  first: '一级',
  senior: '高级',
  'principal-senior': '正高级',
})) {
  const stages =
    grade === '一级' || grade === '二级' || grade === '三级'
      ? ['', '中小学', '中学', '小学', '幼儿园']
      : ['', '中小学', '中学'];
  for (const stage of stages) for (const end of ['', '教师']) TITLE_KEYS[`${stage}${grade}${end}`] = key;
}
Object.assign(TITLE_KEYS, { 正高: 'principal-senior', 副高: 'senior', 副高级: 'senior' });

const SALUTATIONS = words('mr|mrs|ms|miss|mx|dr|sir|prof|先生|女士|小姐|太太');

/** The app's own key for a professional title of the current mainland system; other titles stay as they are written. */
export function titleKey(cell: string): string {
  const plain = cell
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replaceAll('級', '级')
    .replaceAll('師', '师')
    .replaceAll('學', '学');
  return Object.hasOwn(TITLE_KEYS, plain) ? (TITLE_KEYS[plain] ?? cell) : cell;
}

/** Whether the cell is a professional title. */
export function isTitle(cell: string): boolean {
  return titleKey(cell) !== cell || /^(未定级|未评|见习|助理讲师|讲师)$/u.test(cell);
}

/** Whether the cell is Mr, Ms and the like, which is no professional title. */
export function isSalutation(cell: string): boolean {
  return SALUTATIONS.has(cell.toLowerCase().replace(/\.$/, ''));
}

/** Whether all parts of the cell are known school subjects. */
export function isSubject(cell: string): boolean {
  const parts = splitList(cell);
  return parts.length > 0 && parts.every((part) => SUBJECTS.has(part.toLowerCase()));
}

/** Whether the cell names a group: 数学组, 語文領域, 中文科, Maths department. */
export function isGroup(cell: string): boolean {
  if (/.[组組]$|.領域$|.教學研究會$|(group|department|dept\.?|faculty|team)$/iu.test(cell)) return true;
  return cell.endsWith('科') && isSubject(cell.slice(0, -1));
}

/** The parts of a cell that lists several things: "数学、科学", "Maths / Physics". */
export function splitList(cell: string): string[] {
  return cell
    .split(/[、，,;；/／|]+/u)
    .map((part) => part.trim())
    .filter(Boolean);
}

// The commonest family names in both scripts; only to tell a column of people from one of places or parties.
const FAMILY_NAMES =
  '王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂' +
  '丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫阎閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯';

/** How much a cell looks like somebody's name: 0 not at all, 1 perhaps, 1.5 a Chinese name that begins with a common family name. */
export function nameLikeness(cell: string): number {
  if (isSubject(cell) || isGroup(cell) || isTitle(cell) || isSalutation(cell) || headerWord(cell)) return 0;
  const bare = cell.replace(/\s/gu, '');
  if (/^\p{Script=Han}{2,4}$/u.test(bare)) return FAMILY_NAMES.includes(bare.charAt(0)) ? 1.5 : 1;
  if (/^\p{Script=Han}{2,10}([·•・]\p{Script=Han}{1,10})+$/u.test(bare)) return 1.5;
  const latin = /^\p{L}[\p{L}\p{M}'’.\- ,]*$/u.test(cell) && !/\p{Script=Han}/u.test(cell);
  return latin && cell.length >= 2 && cell.length <= 60 && cell.split(' ').length <= 5 ? 1 : 0;
}
