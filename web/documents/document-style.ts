/**
 * The style of documents, which stand alone: a link's page and an exported chat. One constant, so
 * that a policy can allow it by its hash.
 */
export const documentStyle = `
:root{color-scheme:light dark;--fg:light-dark(#1b1f24,#e8eaed);--muted:light-dark(#59626d,#a3abb5);--bg:light-dark(#fff,#16191d);--code:light-dark(#f3f4f6,#1f242a);--bubble:light-dark(#eaf3f2,#23383a);--line:light-dark(#dcdfe3,#32383f);--strong:light-dark(#878f99,#7d8691);--accent:light-dark(#0b6e69,#5cc9c0);--on-accent:light-dark(#fff,#06201f);--danger:light-dark(#b3261e,#ff9c93)}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--fg);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;overflow-wrap:anywhere}
body>*{max-inline-size:46rem;margin-inline:auto;padding-inline:1rem}
header{padding-block:1.5rem 1rem;border-block-end:1px solid var(--line)}
.site{margin:0;color:var(--muted);font-size:.875rem}
h1{margin:.25rem 0;font-size:1.5rem;line-height:1.3;text-align:start}
h2{margin:0 0 .25rem;font-size:.875rem;font-weight:600;color:var(--muted)}
h2 time{font-weight:400}
h3,h4,h5,h6{margin:1.25em 0 .5em;line-height:1.3;font-size:1.1rem;text-align:start}
h5,h6{font-size:1rem}
.meta{margin:0;color:var(--muted);font-size:.875rem}
nav,form{margin-block:1rem}
article{padding-block:1rem}
.user>.text{inline-size:fit-content;max-inline-size:100%;padding:.6rem 1rem;border-radius:1.25rem;background:var(--bubble)}
.user>.text p{margin:0;white-space:pre-wrap;min-block-size:1.6em}
.reply>.text>:first-child{margin-block-start:0}
p,ul,ol,blockquote,hr,pre,.table,.formula{margin:.75em 0}
p,li,blockquote,td,th{text-align:start}
p,h3,h4,h5,h6{unicode-bidi:plaintext}
.tight{margin:0}
ul,ol{padding-inline-start:1.75em}
.task{list-style:none;margin-inline-start:-1.5em}
.task>.tight{display:inline}
a{color:var(--accent);text-underline-offset:.15em}
a.button,button{display:inline-block;min-block-size:2.75rem;padding:.6rem 1.1rem;border:0;border-radius:.75rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;line-height:1.5;text-decoration:none;cursor:pointer}
label{display:block;margin-block-end:.25rem;font-weight:600}
input{min-block-size:2.75rem;inline-size:min(100%,20rem);padding:.5rem .75rem;border:1px solid var(--strong);border-radius:.75rem;background:var(--bg);color:var(--fg);font:inherit}
form div{display:flex;flex-wrap:wrap;gap:.75rem}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.problem{color:var(--danger)}
blockquote{margin-inline:0;padding-inline-start:1em;border-inline-start:3px solid var(--line);color:var(--muted)}
hr{border:0;border-block-start:1px solid var(--line)}
code{padding:.1em .35em;border-radius:.35em;background:var(--code);font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{padding:.75rem 1rem;border-radius:.75rem;background:var(--code);overflow-x:auto;text-align:left;line-height:1.5}
pre code{padding:0;background:none}
pre[data-language]::before{content:attr(data-language);display:block;margin-block-end:.35rem;color:var(--muted);font:.75rem system-ui,sans-serif}
.table{overflow-x:auto}
table{border-collapse:collapse;overflow-wrap:normal}
th,td{min-inline-size:5em;max-inline-size:30em;padding:.35rem .75rem;border:1px solid var(--line);vertical-align:top}
th{background:var(--code)}
.center{text-align:center}.right{text-align:right}.left{text-align:left}
.formula,p:has(math){overflow:auto hidden}
math[display=block]{margin-block:.25em}
details{margin-block:.5rem;padding-inline-start:.75rem;border-inline-start:2px solid var(--line);color:var(--muted);font-size:.9rem}
summary{cursor:pointer;min-block-size:1.75rem}
.files{display:flex;flex-wrap:wrap;gap:.5rem;margin:.25rem 0 .5rem;padding:0;list-style:none;font-size:.875rem}
.files img{display:block;max-inline-size:min(100%,20rem);max-block-size:20rem;inline-size:auto;block-size:auto;border-radius:.75rem}
footer{padding-block:1rem 3rem;border-block-start:1px solid var(--line);color:var(--muted);font-size:.875rem}
@media print{:root{color-scheme:light}body>*{max-inline-size:none}nav,form{display:none}header{padding-block-start:0}article{break-inside:auto}h2,h3,h4{break-after:avoid}pre,tr,img{break-inside:avoid}pre{white-space:pre-wrap}a{color:inherit}.table,.formula{overflow:visible}table{overflow-wrap:anywhere}tr:has(>:nth-child(7))>*{min-inline-size:0}.user>.text{border:1px solid var(--line)}details::details-content{content-visibility:visible;block-size:auto}}
`;
