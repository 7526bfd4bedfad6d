"""落款 (7.3.5): 署名, 成文日期, seals and 签名章 below the text."""
