/** Styles of the mailbox: two panes that scroll on their own from 900 px, one column below. */
export const MAILBOX_CSS = `
.nav .dim{font-weight:400;color:var(--nav-dim)}
.clock{display:flex;flex-wrap:wrap;gap:8px 16px;justify-content:flex-end;align-items:center;padding:8px 16px;border-bottom:1px solid var(--line);background:var(--surface)}
.clock form{display:flex;align-items:center;gap:8px;flex-wrap:wrap}.clock label{color:var(--ink2);font-size:.8125rem}
.list{background:var(--surface)}
.head h2{font-weight:600;font-size:1.125rem;line-height:1.45}
.head{padding:16px;border-bottom:1px solid var(--line)}
.filter{display:flex;flex-wrap:wrap;gap:8px;margin-top:12px;align-items:center}.filter input{flex:1 1 160px}.filter .clear{display:inline-flex;align-items:center;min-height:44px}
.row{display:block;padding:12px 16px 12px 12px;border-bottom:1px solid var(--line);border-left:4px solid transparent;color:var(--ink);text-decoration:none;transition:background-color 120ms ease-out}
.row:hover{background:var(--tint);color:var(--ink)}.row:focus-visible{outline-offset:-3px}
.row[aria-current]{background:var(--tint);border-left-color:var(--primary)}
.line{display:flex;gap:12px;justify-content:space-between;align-items:baseline}.who{font-weight:600;min-width:0}.line time{color:var(--ink2);font-size:.8125rem;white-space:nowrap}
.subject{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden;color:var(--ink2);margin-top:2px}
.marks{display:flex;flex-wrap:wrap;gap:6px;margin-top:6px}
.badge{display:inline-flex;align-items:center;gap:4px;border-radius:4px;padding:1px 7px;font-size:.8125rem;line-height:1.375rem;font-weight:600}
.badge.ok{color:var(--ok);background:var(--ok-bg)}.badge.bad{color:var(--bad);background:var(--bad-bg)}.badge.quiet{color:var(--quiet);background:var(--quiet-bg)}.badge.due{color:var(--primary);background:var(--tint)}
.row[aria-current] .badge.due,.row:hover .badge.due{background:var(--surface)}
.pager{display:flex;justify-content:space-between;align-items:center;gap:8px;padding:12px 16px;border-top:1px solid var(--line);color:var(--ink2);font-size:.8125rem}
.empty{padding:56px 24px;text-align:center;color:var(--ink2);display:grid;gap:12px;justify-items:center}
.message.none{display:grid;place-items:center;color:var(--ink2);padding:40px}
.back{display:none;align-items:center;gap:8px;min-height:48px;padding:0 16px;font-weight:600;text-decoration:none}
.about{padding:20px 24px 16px;background:var(--surface)}
.about h1{font-weight:600;font-size:1.375rem;line-height:1.4;text-wrap:balance}
.about dl{margin:12px 0 16px;display:grid;gap:4px;font-size:.875rem}.about dl div{display:flex;gap:12px;align-items:baseline}.about dt{color:var(--ink2);flex:0 0 92px}.about dd{min-width:0}
.outcomes{display:grid;gap:6px;margin:0 0 16px;font-size:.875rem}
.tabs{display:flex;gap:4px;padding:0 20px;background:var(--surface);border-bottom:1px solid var(--line)}
.tabs a{display:inline-flex;align-items:center;min-height:44px;padding:0 12px;color:var(--ink2);text-decoration:none;border-bottom:3px solid transparent}
.tabs a[aria-current]{color:var(--ink);font-weight:600;border-bottom-color:var(--primary)}.tabs a:hover{color:var(--ink)}
.body{display:flex;flex-direction:column}.body iframe{border:0;width:100%;flex:1;min-height:70vh;background:#fff}
.note{padding:12px 24px 0;color:var(--ink2)}
.plain{padding:20px 24px;flex:1;overflow:auto}.plain pre{margin:0;font:inherit;white-space:pre-wrap;max-width:74ch;overflow-wrap:anywhere}
.plain table{border-collapse:collapse;width:100%;font-size:.875rem}.plain th,.plain td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere;font-weight:400}.plain th{color:var(--ink2);width:32%;min-width:112px}
@media (min-width:900px){
body{height:100dvh;display:flex;flex-direction:column;overflow:hidden}
main{flex:1;min-height:0;display:flex;flex-direction:column}
.panes{flex:1;min-height:0;display:grid;grid-template-columns:minmax(320px,26rem) minmax(0,1fr)}
.list{display:flex;flex-direction:column;min-height:0;border-right:1px solid var(--line)}.scroll{flex:1;overflow:auto;min-height:0}.scroll:focus-visible{outline-offset:-3px}
article.message{display:flex;flex-direction:column;min-height:0}.body{flex:1;min-height:0}.body iframe{min-height:0}.plain:focus-visible{outline-offset:-3px}
}
@media (max-width:899px){
.reading .list{display:none}.reading .back{display:inline-flex}.listing .message{display:none}
.missing .panes{display:flex;flex-direction:column-reverse}.missing .message{display:block;padding:16px;border-bottom:1px solid var(--line)}
.about{padding:4px 16px 16px}.tabs{padding:0 4px}.plain{padding:16px}
.strip{padding:6px 16px}
}
@media (max-width:639px){
/* One line, however narrow: the list begins on the first screen. */
.clock{gap:8px;padding:6px 16px;flex-wrap:nowrap}.clock form{gap:8px;flex-wrap:nowrap}.clock svg{display:none}.clock .btn{padding:0 10px}.clock select{padding:0 4px}
.clock label{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.clock .ahead{flex:1}
.strip{padding:4px 16px;gap:0 16px}
.about .btn{width:100%}
}
@media (max-height:520px) and (min-width:900px){body{height:auto;overflow:visible}.scroll,.body iframe{min-height:320px}}
@media print{.list{display:none}}
`;
