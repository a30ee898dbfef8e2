import { expect, test } from "bun:test";
import { read } from "./reading.testing.ts";

/** Texts as the old encodings of their languages write them. */
const written: readonly (readonly [encoding: string, text: string, hex: string])[] = [
  [
    "windows-1252",
    "Grüße aus München. Die Straße ist gesperrt.",
    "4772fcdf6520617573204dfc6e6368656e2e204469652053747261df65206973742067657370657272742e",
  ],
  [
    "windows-1252",
    "« Ça va très bien », répond l’élève.",
    "ab20c761207661207472e873206269656e20bb2c2072e9706f6e64206c92e96ce876652e",
  ],
  [
    "windows-1251",
    "Привет, мир! Это обычный текст на русском языке.",
    "cff0e8e2e5f22c20ece8f02120ddf2ee20eee1fbf7edfbe920f2e5eaf1f220ede020f0f3f1f1eaeeec20ffe7fbeae52e",
  ],
  [
    "koi8-r",
    "Привет, мир! Это обычный текст на русском языке.",
    "f0d2c9d7c5d42c20cdc9d22120fcd4cf20cfc2d9deced9ca20d4c5cbd3d420cec120d2d5d3d3cbcfcd20d1dad9cbc52e",
  ],
  [
    "windows-1250",
    "Zażółć gęślą jaźń. Wczoraj byliśmy w Łodzi.",
    "5a61bff3b3e62067ea9c6cb9206a619ff12e2057637a6f72616a2062796c699c6d79207720a36f647a692e",
  ],
  [
    "windows-1250",
    "Dnes je krásné počasí, půjdeme se projít do města a večer uvaříme večeři.",
    "446e6573206a65206b72e1736ee920706fe86173ed2c2070f96a64656d652073652070726f6aed7420646f206dec7374612061207665e8657220757661f8ed6d65207665e865f8692e",
  ],
  [
    "windows-1253",
    "Καλημέρα κόσμε, αυτό είναι ένα κείμενο.",
    "cae1ebe7ecddf1e120eafcf3ece52c20e1f5f4fc20e5dfede1e920ddede120eae5dfece5edef2e",
  ],
  [
    "windows-1254",
    "Bugün hava çok güzel, şimdi dışarı çıkıyoruz.",
    "427567fc6e206861766120e76f6b2067fc7a656c2c20fe696d64692064fdfe6172fd20e7fd6bfd796f72757a2e",
  ],
  [
    "windows-1255",
    "שלום עולם, זה טקסט בעברית.",
    "f9ece5ed20f2e5eced2c20e6e420e8f7f1e820e1f2e1f8e9fa2e",
  ],
  [
    "windows-1256",
    "مرحبا بالعالم، هذا نص عربي قديم.",
    "e3d1cdc8c720c8c7e1dac7e1e3a120e5d0c720e4d520dad1c8ed20decfede32e",
  ],
  [
    "shift_jis",
    "名前,年齢,住所\n山田太郎,30,東京都\n",
    "96bc914f2c944e97ee2c8f5a8f8a0a8e52936391be98592c33302c938c8b9e93730a",
  ],
  [
    "euc-jp",
    "これは日本語のテキストです。",
    "a4b3a4eca4cfc6fccbdcb8eca4cea5c6a5ada5b9a5c8a4c7a4b9a1a3",
  ],
  [
    "gbk",
    "姓名,年龄,城市\n张三,30,北京\n",
    "d0d5c3fb2cc4eac1e42cb3c7cad00ad5c5c8fd2c33302cb1b1bea90a",
  ],
  [
    "big5",
    "這是一個繁體中文的文字檔案。",
    "b36fac4fa440add3c163c5e9a4a4a4e5aabaa4e5a672c0c9aed7a143",
  ],
  ["euc-kr", "이름,나이\n홍길동,30\n", "c0ccb8a72cb3aac0cc0ac8abb1e6b5bf2c33300a"],
  [
    "utf-16le",
    "Hello, world.\nSecond line.\n",
    "480065006c006c006f002c00200077006f0072006c0064002e000a005300650063006f006e00640020006c0069006e0065002e000a00",
  ],
  [
    "utf-16be",
    "Hello, world.\nSecond line.\n",
    "00480065006c006c006f002c00200077006f0072006c0064002e000a005300650063006f006e00640020006c0069006e0065002e000a",
  ],
  [
    "utf-16le",
    "Привет, мир! Это текст.",
    "1f04400438043204350442042c0020003c0438044004210020002d0442043e042000420435043a04410442042e00",
  ],
  [
    "utf-16be",
    "你好，世界。这是一个文本文件。",
    "4f60597dff0c4e16754c30028fd9662f4e004e2a6587672c65874ef63002",
  ],
  [
    "utf-16le",
    "これは日本語のテキストです。",
    "53308c306f30e5652c679e8a6e30c630ad30b930c830673059300230",
  ],
  [
    "utf-16le",
    '<?xml version="1.0"?>\n<a>é</a>',
    "3c003f0078006d006c002000760065007200730069006f006e003d00220031002e00300022003f003e000a003c0061003e00e9003c002f0061003e00",
  ],
  ["iso-2022-jp", "件名は日本語です。", "1b2442376f4c3e244f467c4b5c386c2447243921231b2842"],
  [
    "windows-1252",
    "¿Cuándo vendrá el señor Núñez? Mañana por la tarde, según dijo.",
    "bf4375e16e646f2076656e6472e120656c207365f16f72204efaf1657a3f204d61f1616e6120706f72206c612074617264652c20736567fa6e2064696a6f2e",
  ],
  [
    "windows-1252",
    "nom;prénom\nDupont;Rémi\nLefèvre;Zoé\n",
    "6e6f6d3b7072e96e6f6d0a4475706f6e743b52e96d690a4c6566e87672653b5a6fe90a",
  ],
  ["windows-1252", "Price: £5 or €6", "50726963653a20a335206f72208036"],
  [
    "windows-1252",
    "/* Größe in µm, 20 °C */\nint x = 0;\n",
    "2f2a204772f6df6520696e20b56d2c20323020b043202a2f0a696e742078203d20303b0a",
  ],
  [
    "cp850",
    "Name;Straße;Ort\nMüller;Hauptstraße 5;Köln\nJäger;Bahnhofstr. 3;Düsseldorf\n",
    "4e616d653b53747261e1653b4f72740a4d816c6c65723b486175707473747261e16520353b4b946c6e0a4a846765723b4261686e686f667374722e20333b44817373656c646f72660a",
  ],
  [
    "cp850",
    "nom;prénom\nDupont;Rémi\nLefèvre;Zoé\n",
    "6e6f6d3b7072826e6f6d0a4475706f6e743b52826d690a4c65668a7672653b5a6f820a",
  ],
  [
    "macintosh",
    "L'été dernier, nous avons mangé des crêpes à Orléans, où ça ?",
    "4c278e748e206465726e6965722c206e6f75732061766f6e73206d616e678e20646573206372907065732088204f726c8e616e732c206f9d208d61203f",
  ],
  [
    "macintosh",
    "Räksmörgås på ön är gott. Åsa åt ett äpple.",
    "528a6b736d9a72678c7320708c209a6e208a7220676f74742e20817361208c7420657474208a70706c652e",
  ],
  [
    "windows-874",
    "สวัสดีชาวโลก นี่คือข้อความภาษาไทยธรรมดา",
    "cac7d1cab4d5aad2c7e2c5a120b9d5e8a4d7cda2e9cda4c7d2c1c0d2c9d2e4b7c2b8c3c3c1b4d2",
  ],
  [
    "koi8-u",
    "Привіт, світе! Це звичайний текст українською мовою.",
    "f0d2c9d7a6d42c20d3d7a6d4c52120e3c520dad7c9dec1cacec9ca20d4c5cbd3d420d5cbd2c1a7ced3d8cbcfc020cdcfd7cfc02e",
  ],
  [
    "x-mac-cyrillic",
    "Привет, мир! Это обычный текст на русском языке.",
    "8ff0e8e2e5f22c20ece8f021209df2ee20eee1fbf7edfbe920f2e5eaf1f220ede020f0f3f1f1eaeeec20dfe7fbeae52e",
  ],
  [
    "iso-8859-2",
    "Árvíztűrő tükörfúrógép, jó estét kívánok.",
    "c17276ed7a74fb72f52074fc6bf67266fa72f367e9702c206af320657374e974206bed76e16e6f6b2e",
  ],
  [
    "windows-1257",
    "Ąžuolas žydėjo šalia ežero, ūkininkas džiaugėsi.",
    "c0fe756f6c617320fe7964eb6a6f20f0616c69612065fe65726f2c20fb6b696e696e6b61732064fe69617567eb73692e",
  ],
  [
    "cp852",
    "Zażółć gęślą jaźń. Proszę o więcej łóżek, świeże źródła i ćmy.",
    "5a61bea288862067a9986ca5206a61abe42e2050726f737aa9206f207769a963656a2088a2be656b2c2098776965be6520ab72a2648861206920866d792e",
  ],
  [
    "cp852",
    "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "50fda16c69e720a76c759c6f759f6bec206b85e520a370d86c20d4a062656c736b8220a264792e",
  ],
];

test.each(written)("%s: %j", async (_encoding, text, hex) => {
  expect(await read("file.bin", Buffer.from(hex, "hex"))).toEqual({
    outcome: "text",
    mimeType: "text/plain",
    text,
    isCut: false,
  });
});

test("a small file of numbers is no text in UTF-16", async () => {
  const numbers = new Uint8Array(Uint32Array.from([7, 1_000_000, 3_735_928_559, 12]).buffer);
  expect(await read("numbers.bin", numbers)).toMatchObject({ outcome: "refused" });
  expect(await read("zeros.bin", new Uint8Array(64))).toMatchObject({ outcome: "refused" });
});
