/** The one style sheet of the hosted pages, sent with each page and allowed by its hash. */
export const pageCss = `
:root{color-scheme:light dark;--paper:#fff;--panel:#f3f6f4;--ink:#1a201d;--muted:#56615b;--line:#d9e0dc;--edge:#7d8a84;--accent:#2f6f62;--accent-deep:#1f4d44;--on-accent:#fff;--link:#1f4d44;--bad:#b3261e;--bad-paper:#fdf1f0;--note:#fff4d9;--note-ink:#573f00;--note-line:#ecd59a}
@media (prefers-color-scheme:dark){:root{--paper:#151917;--panel:#1c221f;--ink:#eef2ef;--muted:#a9b5af;--line:#364039;--edge:#78867f;--accent:#2f6f62;--accent-deep:#3b8373;--link:#8fd0c0;--bad:#ff9d94;--bad-paper:#331a18;--note:#352b10;--note-ink:#ffe3a3;--note-line:#5c4a1a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Microsoft YaHei","Noto Sans","Noto Sans CJK SC","Noto Sans Arabic",sans-serif}
:lang(ar) body,body:lang(ar){line-height:1.7}
a{color:var(--link);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
@media (prefers-color-scheme:dark){:focus-visible{outline-color:#8fd0c0}}
h1,h2,p,ul,dl,dd{margin:0;padding:0}
ul{list-style:none}
bdi,.ltr{unicode-bidi:isolate}
.note{background:var(--note);color:var(--note-ink);border-block-end:1px solid var(--note-line)}
.note>div{max-inline-size:64rem;margin-inline:auto;padding:.5rem 1.25rem}
.note summary{cursor:pointer;display:flex;flex-wrap:wrap;gap:.125rem 1rem;padding-block:.125rem;align-items:baseline}
.note summary::-webkit-details-marker{display:none}
.note summary b{font-weight:600}
.note summary span{text-decoration:underline;text-underline-offset:.2em}
.note table{border-collapse:collapse;margin-block:.5rem;font-size:.9375rem}
.note td{padding-block:.125rem;padding-inline:0 1.5rem;text-align:start;vertical-align:top}
.note code{font:inherit;font-variant-numeric:tabular-nums;white-space:nowrap;user-select:all}
.columns{display:grid;min-block-size:calc(100vh - 2.75rem)}
.side{background:var(--panel);padding:1.25rem}
.side>*,.main>*{max-inline-size:26.5rem;margin-inline:auto}
.main{padding:1.75rem 1.25rem 3rem}
.merchant{display:flex;align-items:center;gap:.75rem;font-weight:600;text-decoration:none;color:var(--ink);margin-block-end:1.25rem}
a.merchant:hover{color:var(--link)}
.merchant svg{inline-size:1rem;block-size:1rem;color:var(--muted);flex:none}
[dir=rtl] .merchant svg{transform:scaleX(-1)}
.mark{inline-size:2rem;block-size:2rem;border-radius:50%;background:var(--accent);color:var(--on-accent);display:grid;place-items:center;font-size:.9375rem;flex:none}
.due{color:var(--muted);font-size:1rem;font-weight:500}
.sum{font-size:2.25rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;font-variant-numeric:tabular-nums;margin-block:.125rem 1.25rem}
:lang(ar) .sum{letter-spacing:0}
.sum small{font-size:1rem;font-weight:500;color:var(--muted);letter-spacing:0;margin-inline-start:.5rem}
.lines li{display:grid;grid-template-columns:1fr auto;gap:.125rem 1rem;padding-block:.75rem}
.lines li+li{border-block-start:1px solid var(--line)}
.lines .what{font-weight:550;overflow-wrap:anywhere}
.lines .about,.lines .unit{color:var(--muted);font-size:.875rem;overflow-wrap:anywhere}
.lines .about{grid-column:1}
.lines .price{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap;grid-row:1;grid-column:2;font-weight:550}
.lines .unit{grid-column:1/-1;font-variant-numeric:tabular-nums}
.terms{font-weight:600;margin-block-start:-.75rem}
.then{color:var(--muted)}
.terms:has(+.lines),.then{margin-block-end:1rem}
.agree{color:var(--muted);font-size:.875rem;margin-block-start:.875rem}
.total{display:flex;justify-content:space-between;gap:1rem;border-block-start:1px solid var(--line);padding-block-start:.875rem;margin-block-start:.25rem;font-weight:650;font-variant-numeric:tabular-nums}
h1{font-size:1.375rem;line-height:1.3;font-weight:650;margin-block-end:1.25rem}
fieldset{border:0;margin:0;padding:0;min-inline-size:0}
fieldset+fieldset{margin-block-start:1.5rem}
legend{font-size:1rem;font-weight:600;padding:0;margin-block-end:.625rem}
label{display:block;font-size:.875rem;font-weight:500;margin-block-end:.25rem}
.field+.field{margin-block-start:.875rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.875rem;margin-block:.875rem;align-items:start}
.pair .field+.field{margin-block-start:0}
.field input,.field select{inline-size:100%;font:inherit;line-height:1.5;color:var(--ink);background:var(--paper);border:1px solid var(--edge);border-radius:8px;padding:.5625rem .75rem;min-block-size:2.875rem}
.field select{appearance:none;padding-inline-end:2.25rem;background-image:linear-gradient(45deg,transparent 50%,var(--muted) 50%),linear-gradient(135deg,var(--muted) 50%,transparent 50%);background-size:.375rem .375rem;background-repeat:no-repeat;background-position:right 1.125rem center,right .75rem center}
[dir=rtl] .field select{background-position:left .75rem center,left 1.125rem center}
.field input::placeholder{color:var(--muted);opacity:1}
.field input:focus,.field select:focus{outline:3px solid color-mix(in srgb,var(--accent) 45%,transparent);outline-offset:0;border-color:var(--accent)}
.field .ltr{direction:ltr;font-variant-numeric:tabular-nums}
[dir=rtl] .field .ltr{text-align:end}
.field [aria-invalid=true]{border-color:var(--bad);border-width:2px}
.field .tick{inline-size:1.125rem;min-block-size:1.125rem;padding:0;margin-inline-end:.375rem;vertical-align:-.1875rem}
.fixed{padding-block:.25rem;overflow-wrap:anywhere}
.wrong{color:var(--bad);font-size:.875rem;margin-block-start:.25rem;font-weight:500}
.problems{border:1px solid var(--bad);background:var(--bad-paper);border-radius:8px;padding:.75rem 1rem;margin-block-end:1.25rem}
.problems b{font-weight:600}
.problems a,.problems li{color:var(--bad)}
button,.button{display:block;inline-size:100%;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;color:var(--on-accent);background:var(--accent);border:1px solid transparent;border-radius:8px;padding:.75rem 1rem;min-block-size:3rem;margin-block-start:1.5rem}
button:hover,.button:hover{background:var(--accent-deep)}
.quiet{color:var(--ink);background:none;border-color:var(--edge);margin-block-start:.75rem}
.quiet:hover{background:var(--panel)}
.foot{margin-block-start:2rem;padding-block-start:1rem;border-block-start:1px solid var(--line);font-size:.875rem;color:var(--muted)}
.foot ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.foot a{color:inherit}
.foot [aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
.alone{max-inline-size:30rem;margin:0 auto;padding:3rem 1.25rem}
.alone p{color:var(--muted);margin-block-end:.5rem}
.alone .wrong{color:var(--bad)}
.alone form{margin-block-start:1.25rem}
fieldset+.field{margin-block-start:1rem}
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (min-width:56rem){
.columns{grid-template-columns:1fr 1fr}
.side{padding:3.5rem 4rem}
.main{padding:3.5rem 4rem}
.side>*{margin-inline:auto 0}
.main>*{margin-inline:0 auto}
.sum{font-size:2.5rem;margin-block-end:2rem}
.merchant{margin-block-end:2rem}
}
`.trim();
