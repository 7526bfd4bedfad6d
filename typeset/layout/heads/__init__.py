"""The 版头 (7.2, 10): labels, marks, 发文字号 and 签发人 at their places on page 1."""
