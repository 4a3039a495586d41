import { createHash } from 'node:crypto';

/** Colours of `--kt-*`, measured for contrast, in both schemes. */
const LIGHT =
  '--bg:#f5f7f6;--card:#fff;--ink:#14242b;--ink2:#465861;--line:#d3dcdc;--line2:#74858b;--pri:#0f6470;--hov:#0b525c;--on:#fff;--tint:#e3f0f1;--focus:#0b3b8c;--nav:#0b3f48;--over:#96190f;--over-t:#fcebe8;--soon:#8a5a00;--soon-t:#fff3db;--act:#1f66a8;--act-t:#e6f0fa;--done:#176b45;--done-t:#e2f3ea;--rest:#56666e;--rest-t:#edf1f2';
const DARK =
  '--bg:#0e171a;--card:#152125;--ink:#e9f0f0;--ink2:#b4c3c6;--line:#2b3b40;--line2:#6b7f85;--pri:#7cc3cc;--hov:#98d4db;--on:#062329;--tint:#173338;--focus:#ffd466;--nav:#0a1214;--over:#ff9486;--over-t:#40201c;--soon:#f7cb78;--soon-t:#3a2a0c;--act:#8fc1f2;--act-t:#1a2e43;--done:#7fd0a0;--done-t:#15321f;--rest:#aebcc1;--rest-t:#26343a';

/** Fields that belong to some outcomes show when one of these is chosen; where `:has` is unknown, they always show. */
const OUTCOMES = ['agree', 'return', 'decline', 'refer', 'reallocate', 'outOfScope'] as const;
const CHOSEN = OUTCOMES.map((outcome) => `form:has([value=${outcome}]:checked) .on-${outcome}`).join();

/** The one stylesheet of the action page: inline, allowed by its hash, no font and no picture from anywhere. */
export const STYLE = [
  `:root{color-scheme:light dark;${LIGHT}}`,
  `@media(prefers-color-scheme:dark){:root{${DARK}}}`,
  '*{box-sizing:border-box}html{-webkit-text-size-adjust:100%;scroll-padding:16px}',
  'body{margin:0;background:var(--card);color:var(--ink);font:400 17px/26px system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}',
  'h1,h2,p,dl,dd,ul,ol{margin:0;padding:0}h1{font-size:26px;line-height:34px;font-weight:600;letter-spacing:-.01em;text-wrap:balance}',
  'h2{font-size:20px;line-height:28px;font-weight:600}b{font-weight:600}.nb,.id{white-space:nowrap}.id{display:inline-block}',
  'a{color:var(--pri);text-underline-offset:3px}:focus-visible{outline:3px solid var(--focus);outline-offset:2px}',
  '.top{background:var(--nav);color:#fff}.top>div{max-width:712px;margin:auto;padding:12px 16px;display:flex;gap:12px;align-items:center}',
  '.top svg{flex:none}.top p{flex:1;font-size:14px;line-height:19px;color:#cbe2e5}.top b{display:block;font-size:17px;line-height:23px;color:#fff}',
  '.top a{color:#fff;font-size:15px;min-height:44px;display:flex;align-items:center;padding:0 4px}.top :focus-visible{outline-color:#ffd466}',
  'main{max-width:712px;margin:auto;padding:20px 16px 32px}.to{font-size:15px;line-height:23px;color:var(--ink2);margin-bottom:6px}.to b{color:var(--ink);margin-right:8px}',
  '.lead{margin-top:8px}.band{display:flex;gap:10px;margin-top:16px;padding:12px 14px;border-radius:6px;line-height:25px}.band svg{flex:none;margin-top:2px}.band p+p{margin-top:2px}',
  '.soon{background:var(--soon-t)}.soon svg{color:var(--soon)}.act{background:var(--act-t)}.act svg{color:var(--act)}.done{background:var(--done-t)}.done svg{color:var(--done)}',
  '.rest,.note{background:var(--rest-t)}.rest svg,.note svg{color:var(--rest)}.over{background:var(--over-t)}.over svg,.over .st{color:var(--over)}',
  '.fine{font-size:15px;line-height:23px;color:var(--ink2);margin-top:10px}',
  'details{margin-top:4px}summary{cursor:pointer;color:var(--pri);min-height:44px;padding:9px 0;font-size:15px}summary:hover{text-decoration:underline}details>:not(summary){margin:0 0 12px}details .fine{margin:0 0 12px}',
  'dl{border-top:1px solid var(--line2);margin-top:20px}dl>div{padding:10px 0;border-bottom:1px solid var(--line);display:grid;grid-template-columns:116px 1fr;gap:4px 14px;align-items:baseline;font-size:16px;line-height:24px}dt{color:var(--ink2)}dd{white-space:pre-line;min-width:0}.small>div{padding:5px 0;font-size:15px;line-height:22px}',
  '.one{margin-top:28px}.more{margin-top:8px}details>.small{margin:0 0 12px}.new{display:inline-block;padding:0 8px;border-radius:4px;font-size:13px;line-height:22px;font-weight:600;color:var(--soon);background:var(--soon-t)}',
  'form{margin:0}fieldset{border:0;padding:0;margin:28px 0 0;min-width:0}legend{padding:0;font-size:20px;line-height:28px;font-weight:600;margin-bottom:10px}',
  '.opt{display:grid;grid-template-columns:26px 1fr;gap:14px;border:1.5px solid var(--line2);border-radius:8px;padding:13px 14px;margin-bottom:10px;cursor:pointer}.opt:hover{background:var(--tint)}',
  '.opt input,.opt b{margin:0}.opt input{width:26px;height:26px;accent-color:var(--pri)}.opt b,.opt span span{display:block}.opt span span{font-size:15px;line-height:22px;color:var(--ink2)}',
  '.opt:has(:checked){border-color:var(--pri);background:var(--tint);box-shadow:inset 0 0 0 1px var(--pri)}.opt:has(:focus-visible){outline:3px solid var(--focus);outline-offset:2px}.opt :focus-visible{outline:0}',
  '.fld{margin-top:20px}.fld label{font-weight:600;display:block}.sub legend{font-size:17px;line-height:26px;margin:0}.sub .fld{margin-top:12px}.hint{color:var(--ink2);font-size:15px;line-height:22px;margin-bottom:6px}',
  '.err{color:var(--over);font-weight:600;font-size:15px;line-height:22px;margin-bottom:6px}.bad{border-left:4px solid var(--over);padding-left:12px}',
  'textarea,input:not([type=radio]){display:block;width:100%;min-height:52px;border:1.5px solid var(--line2);border-radius:6px;padding:11px 12px;font:inherit;color:var(--ink);background:var(--card)}textarea{min-height:104px;resize:vertical}',
  '.bad textarea,.bad input:not([type=radio]){border-color:var(--over)}.short{max-width:220px}#code{font-size:22px;letter-spacing:.14em;font-variant-numeric:tabular-nums}',
  'button{display:block;width:100%;min-height:52px;margin-top:24px;padding:10px 16px;border:1.5px solid var(--pri);border-radius:6px;background:var(--pri);color:var(--on);font:inherit;font-weight:600;cursor:pointer}button:hover{background:var(--hov);border-color:var(--hov)}',
  'button.plain{background:none;color:var(--ink);border-color:var(--line2);margin-top:12px}dl+form .plain{margin-top:20px}button.plain:hover{background:var(--tint)}',
  '.alert{border:2px solid var(--over);border-radius:8px;padding:14px 16px;margin-bottom:20px}.alert h2{color:var(--over)}.alert ul{list-style:none}.alert li a,.alert li span{display:inline-block;padding:9px 0;color:var(--over);font-weight:600}.alert.warn{border-color:var(--soon)}.alert.warn h2{color:var(--soon)}.alert:focus{outline:3px solid var(--focus);outline-offset:2px}',
  '.foot{border-top:1px solid var(--line);margin-top:28px;padding-top:8px}.foot a{display:inline-flex;align-items:center;min-height:44px}.code{font:600 20px/28px ui-monospace,Consolas,monospace;letter-spacing:.04em}',
  `@supports selector(:has(a)){.only{display:none}${CHOSEN}{display:block}}`,
  '@media(min-width:760px){body{background:var(--bg)}.more::details-content{content-visibility:visible}.more summary{list-style:none;pointer-events:none;color:var(--ink);font-weight:600}main{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:24px auto;padding:28px 32px 32px;max-width:744px}.top>div{max-width:744px;padding:12px 32px}h1{font-size:28px;line-height:36px}button{width:auto;min-width:240px}dl>div{grid-template-columns:168px 1fr}.small{columns:2;column-gap:32px}.small>div{grid-template-columns:116px 1fr;break-inside:avoid}}',
  // As the web app grows on a very large screen (web/app/base.css), so that one letter is as large as the other.
  '@media screen and (min-width:2560px){body{zoom:1.125}}@media screen and (min-width:3840px){body{zoom:1.25}}',
  '@media(max-width:339px){dl>div{grid-template-columns:1fr}}',
  '@media(prefers-reduced-motion:no-preference){.opt,button{transition:background .12s ease-out}}',
  '@media print{@page{size:A4;margin:10mm 13mm}:root{color-scheme:light;',
  LIGHT,
  '}body{font-size:10.5pt;line-height:14pt}main{border:0;margin:0;padding:0;max-width:none}.top{background:none}.top>div{padding:0 0 3pt;max-width:none}.top p,.top b{color:#14242b}.top a,details:not(.more),button,.foot,.alert,.err,.scr{display:none!important}.bad{border:0;padding:0}h1{font-size:15pt;line-height:19pt}',
  'legend,h2{font-size:12pt;line-height:16pt;margin-bottom:4pt}dl{margin-top:8pt}dl>div,.small>div{font-size:9.5pt;line-height:12.5pt;padding:2.5pt 0}.small{columns:2;column-gap:20pt;margin-top:4pt}.small>div{break-inside:avoid;grid-template-columns:96pt 1fr}.more{margin-top:4pt}.more::details-content{content-visibility:visible}.more summary{list-style:none;min-height:0;padding:2pt 0 0;color:#14242b;font-weight:600;font-size:10pt;line-height:13pt}fieldset,.fld{margin-top:6pt;break-inside:avoid}.outs{columns:2;column-gap:8pt}.opt{padding:3pt 8pt;margin-bottom:3pt;gap:8pt;grid-template-columns:14pt 1fr;break-inside:avoid}.opt input{width:14pt;height:14pt}.opt b,.fld label{line-height:13pt}.to{font-size:9pt;margin:0}.opt span span,.hint,.fine{font-size:9pt;line-height:12pt;margin-top:0}.band{margin-top:8pt;padding:4pt 8pt;border:1px solid #74858b}.only{display:block}textarea{height:28pt;min-height:0;padding:4pt 6pt}input:not([type=radio]){min-height:22pt;padding:2pt 6pt}.lead{margin-top:4pt;padding-top:2pt}}',
].join('');

/** What the Content-Security-Policy lets through: this stylesheet and nothing else. */
export const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;
