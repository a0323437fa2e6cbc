// SPDX-License-Identifier: Apache-2.0

/** What the studio's problems are called, by their codes; see openapi.yaml. */
export default {
  'malformed-request': '请求格式有误，请刷新页面后重试。',
  'incomplete-request': '数据没有完整送达，请重新发送。',
  'no-token': '缺少访问令牌，请打开启动时显示的完整地址。',
  'other-name': '请用启动时显示的地址打开本页。',
  'other-page': '只接受本页面的请求，请用启动时显示的地址打开。',
  'no-such-address': '没有这个地址。',
  'unknown-photo': '照片已不在内存中，请重新添加。',
  'unknown-job': '任务已不存在，请重新开始。',
  'no-training': '没有正在展示的训练，请用 --run 启动。',
  'other-method': '不支持这种请求方式。',
  'not-acceptable': '浏览器不接受所需的数据格式。',
  'unfinished-job': '任务尚未完成，请稍候。',
  'too-large': '文件过大，照片不得超过 32 MiB。',
  'other-format': '这不是可读取的图片，请使用 PNG、JPEG、WebP、BMP 或 TIFF。',
  damaged: '图片不完整或已损坏，请换一张。',
  'too-many-pixels': '图片像素过多，最多 5000 万像素，请先缩小。',
  'unusable-photo': '这张图片无法使用，请另存为 JPEG 或 PNG 后重试。',
  'no-face': '没有找到人脸，请换一张照片。',
  'no-such-face': '照片中只有 {faces} 张脸，请重新选择。',
  'unknown-model': '没有名为 {model} 的模型，请刷新页面后重新选择。',
  'no-removal': '模型 {model} 不能卸妆，请换一个模型。',
  'impossible-order': '无法按这些设置上妆，请重置后再试。',
  'too-busy': '请求过多，请稍候再试。',
  bug: '程序出错了，详情见启动处的日志。',
};
