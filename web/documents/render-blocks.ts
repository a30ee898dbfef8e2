import type { Block, Inline, ListItem } from "../markdown/nodes.ts";
import { escapeHtml } from "./escape.ts";

/** What blocks need besides their own content. */
export interface BlockTools {
  /** HTML of a formula. */
  formula(tex: string, display: boolean): string;
  /** The server's address, to which its own links lead. */
  address: string;
}

/**
 * Blocks of Markdown as HTML that needs no script. Lists, quotes and tables run as their text does,
 * paragraphs and headings by their style: text with a `dir` of its own would not count. Nodes are data: their text is escaped, links
 * have passed `safeHref`, and pictures are links, so that a document never loads anything.
 */
export function renderBlocks(blocks: readonly Block[], tools: BlockTools): string {
  return blocks.map((block) => renderBlock(block, tools)).join("");
}

function renderBlock(block: Block, tools: BlockTools): string {
  switch (block.type) {
    case "paragraph": {
      const text = renderInlines(block.children, tools);
      return block.tight ? `<p class="tight">${text}</p>` : `<p>${text}</p>`;
    }
    case "heading":
      return `<h${block.level}>${renderInlines(block.children, tools)}</h${block.level}>`;
    case "code": {
      const language =
        block.language === "" ? "" : ` data-language="${escapeHtml(block.language)}"`;
      return `<pre dir="ltr" tabindex="0"${language}><code>${escapeHtml(block.text)}</code></pre>`;
    }
    case "quote":
      return `<blockquote dir="auto">${renderBlocks(block.children, tools)}</blockquote>`;
    case "list":
      return renderList(block, tools);
    case "table":
      return renderTable(block, tools);
    case "math":
      return `<div class="formula">${tools.formula(block.tex, true)}</div>`;
    case "rule":
      return "<hr>";
  }
}

function renderList(
  { ordered, start, items }: Extract<Block, { type: "list" }>,
  tools: BlockTools,
): string {
  const content = items.map((item) => renderItem(item, tools)).join("");
  if (!ordered) return `<ul dir="auto">${content}</ul>`;
  return `<ol dir="auto"${start === 1 ? "" : ` start="${start}"`}>${content}</ol>`;
}

function renderItem({ checked, children }: ListItem, tools: BlockTools): string {
  const content = renderBlocks(children, tools);
  if (checked === null) return `<li>${content}</li>`;
  return `<li class="task"><span aria-hidden="true">${checked ? "☑" : "☐"}</span> ${content}</li>`;
}

function renderTable(
  { align, header, rows }: Extract<Block, { type: "table" }>,
  tools: BlockTools,
): string {
  const cell = (name: string, nodes: readonly Inline[], column: number) => {
    const side = align[column];
    const text = renderInlines(nodes, tools);
    return `<${name}${side ? ` class="${side}"` : ""}>${text}</${name.split(" ")[0]}>`;
  };
  const head = header
    .map((nodes, i) => (nodes.length === 0 ? "<td></td>" : cell('th scope="col"', nodes, i)))
    .join("");
  const body = rows
    .map((row) => `<tr>${row.map((nodes, i) => cell("td", nodes, i)).join("")}</tr>`)
    .join("");
  return `<div class="table" dir="auto" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function renderInlines(nodes: readonly Inline[], tools: BlockTools): string {
  return nodes.map((node) => renderInline(node, tools)).join("");
}

function renderInline(node: Inline, tools: BlockTools): string {
  switch (node.type) {
    case "text":
      return escapeHtml(node.text);
    case "styled":
      return `<${node.tag}>${renderInlines(node.children, tools)}</${node.tag}>`;
    case "code":
      return `<code dir="ltr">${escapeHtml(node.text)}</code>`;
    case "break":
      return "<br>";
    case "link":
      return renderLink(node.href, renderInlines(node.children, tools), tools);
    case "image":
      return renderLink(node.src, escapeHtml(node.alt === "" ? node.src : node.alt), tools);
    case "math":
      return tools.formula(node.tex, node.display);
  }
}

function renderLink(href: string, content: string, { address }: BlockTools): string {
  const whole = href.startsWith("/") ? address + href : href;
  return `<a href="${escapeHtml(whole)}" rel="noopener noreferrer nofollow ugc">${content}</a>`;
}
