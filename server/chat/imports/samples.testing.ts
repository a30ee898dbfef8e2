/** Small exports in the form of each program, with the fields that real ones have. */

/** ChatGPT: a prompt that is hidden, an edited question, thoughts, a tool, and a picture. */
export const chatgpt = [
  {
    title: "Rolling back",
    create_time: 1756000000.123456,
    update_time: 1756000400.654321,
    mapping: {
      root: { id: "root", message: null, parent: null, children: ["context"] },
      context: {
        id: "context",
        message: {
          id: "context",
          author: { role: "user", name: null, metadata: {} },
          create_time: null,
          content: { content_type: "user_editable_context", user_profile: "I am an SRE." },
          metadata: { is_visually_hidden_from_conversation: true },
          recipient: "all",
        },
        parent: "root",
        children: ["q1", "q2"],
      },
      q1: {
        id: "q1",
        message: {
          id: "q1",
          author: { role: "user", name: null, metadata: {} },
          create_time: 1756000001,
          content: { content_type: "text", parts: ["How do I roll back?"] },
          metadata: {},
          recipient: "all",
        },
        parent: "context",
        children: ["a1"],
      },
      a1: {
        id: "a1",
        message: {
          id: "a1",
          author: { role: "assistant", name: null, metadata: {} },
          create_time: 1756000002,
          content: { content_type: "text", parts: ["Run `helm rollback`."] },
          metadata: { model_slug: "gpt-5" },
          recipient: "all",
        },
        parent: "q1",
        children: [],
      },
      q2: {
        id: "q2",
        message: {
          id: "q2",
          author: { role: "user", name: null, metadata: {} },
          create_time: 1756000003,
          content: {
            content_type: "multimodal_text",
            parts: [
              {
                content_type: "image_asset_pointer",
                asset_pointer: "sediment://file_00000000aaaa",
                size_bytes: 90,
                width: 10,
                height: 10,
              },
              "What is on this picture?",
            ],
          },
          metadata: {
            attachments: [{ id: "file_00000000aaaa", name: "leaf.png", mime_type: "image/png" }],
          },
          recipient: "all",
        },
        parent: "context",
        children: ["thoughts"],
      },
      thoughts: {
        id: "thoughts",
        message: {
          id: "thoughts",
          author: { role: "assistant", name: null, metadata: {} },
          create_time: 1756000004,
          content: {
            content_type: "thoughts",
            thoughts: [{ summary: "Looking", content: "It is green." }],
          },
          metadata: { model_slug: "gpt-5-thinking" },
          recipient: "all",
        },
        parent: "q2",
        children: ["call"],
      },
      call: {
        id: "call",
        message: {
          id: "call",
          author: { role: "assistant", name: null, metadata: {} },
          create_time: 1756000005,
          content: { content_type: "code", language: "python", text: "look()" },
          metadata: {},
          recipient: "python",
        },
        parent: "thoughts",
        children: ["output"],
      },
      output: {
        id: "output",
        message: {
          id: "output",
          author: { role: "tool", name: "python", metadata: {} },
          create_time: 1756000006,
          content: { content_type: "execution_output", text: "leaf" },
          metadata: {},
          recipient: "all",
        },
        parent: "call",
        children: ["a2"],
      },
      a2: {
        id: "a2",
        message: {
          id: "a2",
          author: { role: "assistant", name: null, metadata: {} },
          create_time: 1756000007,
          content: { content_type: "text", parts: ["A *green* leaf."] },
          metadata: { model_slug: "gpt-5-thinking" },
          recipient: "all",
        },
        parent: "output",
        children: [],
      },
    },
    current_node: "a1",
    conversation_id: "6b0f0d9c-0000-4000-8000-000000000001",
    default_model_slug: "gpt-5",
    id: "6b0f0d9c-0000-4000-8000-000000000001",
  },
  {
    title: "Corrupted entry",
    create_time: 1756000500,
    conversation_id: "6b0f0d9c-0000-4000-8000-000000000002",
    default_model_slug: "gpt-5",
  },
];

/** Claude: thoughts, a tool, an attachment's text, and a picture that the export does not have. */
export const claude = [
  {
    uuid: "11111111-0000-4000-8000-000000000001",
    name: "Tea",
    created_at: "2025-03-01T10:00:00.000000Z",
    updated_at: "2025-03-01T10:05:00.000000Z",
    account: { uuid: "22222222-0000-4000-8000-000000000001" },
    chat_messages: [
      {
        uuid: "m1",
        text: "Read this",
        content: [{ type: "text", text: "Read this", citations: [] }],
        sender: "human",
        created_at: "2025-03-01T10:00:01.000000Z",
        attachments: [
          { file_name: "notes.md", file_size: 9, file_type: "md", extracted_content: "# Oolong" },
        ],
        files: [{ file_name: "cup.png" }],
      },
      {
        uuid: "m2",
        text: "It is about oolong.",
        content: [
          { type: "thinking", thinking: "The heading says so." },
          { type: "tool_use", name: "search", input: {} },
          { type: "tool_result", content: [] },
          { type: "text", text: "It is about oolong." },
        ],
        sender: "assistant",
        created_at: "2025-03-01T10:00:05.000000Z",
        attachments: [],
        files: [],
      },
    ],
  },
];

/** LibreChat: two versions of the first message, as a list. */
export const librechat = {
  conversationId: "27b593be-9500-479c-94cb-050cab8f5033",
  endpoint: "azureOpenAI",
  title: "Original",
  exportAt: "08:12:16 GMT-0400 (Eastern Daylight Time)",
  branches: true,
  recursive: false,
  options: { model: "gpt-4o" },
  messages: [
    {
      messageId: "l1",
      createdAt: "2024-05-28T18:08:55.014Z",
      isCreatedByUser: true,
      model: null,
      parentMessageId: "00000000-0000-0000-0000-000000000000",
      sender: "User",
      text: "tell me a story",
    },
    {
      messageId: "l2",
      createdAt: "2024-05-28T18:08:55.390Z",
      isCreatedByUser: false,
      model: "gpt-4o",
      parentMessageId: "l1",
      sender: "GPT-4",
      text: "",
      content: [
        { type: "think", think: "A tale." },
        { type: "text", text: { value: "Once upon a time" } },
      ],
    },
    {
      messageId: "l3",
      createdAt: "2024-05-28T18:14:07.988Z",
      isCreatedByUser: true,
      parentMessageId: "00000000-0000-0000-0000-000000000000",
      text: "tell me a long story",
    },
  ],
};

/** Open WebUI: thoughts as items and, in older versions, as HTML; a picture in the message. */
export const openWebUi = [
  {
    id: "reasoning-chat",
    user_id: "u1",
    title: "Sums",
    chat: {
      title: "Sums",
      models: ["deepseek-r1"],
      history: {
        currentId: "o2",
        messages: {
          o2: {
            id: "o2",
            parentId: "o1",
            childrenIds: [],
            role: "assistant",
            content:
              '<details type="reasoning" done="true" duration="3">\n<summary>Thought for 3 seconds</summary>\n&gt; 15 * 17 = 255\n</details>\n255',
            model: "deepseek-r1",
            timestamp: 1700000010,
          },
          o1: {
            id: "o1",
            parentId: null,
            childrenIds: ["o2"],
            role: "user",
            content: "What is 15 * 17?",
            timestamp: 1700000000,
          },
        },
      },
    },
    created_at: 1700000000,
    updated_at: 1700000010,
    archived: false,
  },
];

/** chat-ui: a tree by ancestors. */
export const chatUi = [
  {
    _id: "65f0c0ffee00000000000001",
    title: "Colours",
    model: "meta-llama/Llama-3.3-70B-Instruct",
    rootMessageId: "c0",
    createdAt: "2024-02-01T09:00:00.000Z",
    updatedAt: "2024-02-01T09:01:00.000Z",
    messages: [
      { id: "c0", from: "system", content: "", ancestors: [], children: ["c1"] },
      { id: "c1", from: "user", content: "Red?", ancestors: ["c0"], children: ["c2", "c3"] },
      { id: "c2", from: "assistant", content: "Yes.", ancestors: ["c0", "c1"], children: [] },
      {
        id: "c3",
        from: "assistant",
        content: "<think>hm</think>No.",
        ancestors: ["c0", "c1"],
        children: [],
      },
    ],
  },
];
